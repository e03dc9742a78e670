package timerbench.harness.judge.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Period;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Trial;

/** Means of a trial's series over those windows that lie in its hold. */
final class HoldMeans {
    private final Trial trial;

    HoldMeans(Trial trial) {
        this.trial = trial;
    }

    /** Returns the mean; empty if nothing was measured in the hold. */
    Optional<Double> of(String series, MetricScope subject) {
        return trial.timeline()
                .flatMap(timeline -> timeline.series(series, subject).flatMap(found -> mean(timeline, found)));
    }

    private Optional<Double> mean(Timeline timeline, Timeline.Series series) {
        Period hold = trial.hold().orElse(trial.measured());
        OptionalDouble mean = IntStream.range(0, timeline.count())
                .filter(window -> lies(timeline, window, hold))
                .mapToObj(series.values()::get)
                .flatMap(Optional::stream)
                .mapToDouble(value -> value)
                .average();
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }

    /** By its middle, so that a hold which is shorter than a window has one. */
    private static boolean lies(Timeline timeline, int window, Period hold) {
        Duration start = timeline.window().multipliedBy(window);
        Instant middle = timeline.from().plus(start).plus(timeline.window().dividedBy(2));
        return !middle.isBefore(hold.from()) && middle.isBefore(hold.to());
    }
}
