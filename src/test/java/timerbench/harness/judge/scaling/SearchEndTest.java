package timerbench.harness.judge.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.scaling.SweepPlan.Cell;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.Trial;

class SearchEndTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private static Trial trial(List<Metric> metrics, String... phases) {
        List<TimelineEvent> marks = new ArrayList<>();
        for (String phase : phases) {
            marks.add(new TimelineEvent(START.plusSeconds(10L * marks.size()), TimelineEvent.Kind.PHASE, phase));
        }
        SweepRun run = Sweeps.of(new Cell(new Point(List.of("1")), 1), metrics);
        return run.trial().orElseThrow().withMarks(marks);
    }

    private static Optional<Period> hold(Trial trial, Object step) {
        Run plain =
                Sweeps.of(new Cell(new Point(List.of("1")), 1), List.of()).run().orElseThrow();
        Run run = new Run(
                plain.runId(),
                plain.simulation(),
                new RunProfile("ci", Map.of("step", step)),
                plain.target(),
                plain.environment(),
                plain.trials());
        return SearchEnd.of(run, trial).hold();
    }

    @Test
    void itIsTheLastStepAtTheLowestRateThatMissed() {
        Trial trial = trial(Sweeps.capacity(50, 99.6), "warm-up", "50/s", "100/s", "100/s", "75/s");
        assertThat(hold(trial, "7s")).contains(new Period(START.plusSeconds(30), START.plusSeconds(37)));
    }

    @Test
    void withoutAMissItIsTheLastStepAtTheHighestRate() {
        Trial trial = trial(Sweeps.held(100), "warm-up", "50/s", "100/s");
        assertThat(hold(trial, "1m30s")).contains(new Period(START.plusSeconds(20), START.plusSeconds(110)));
    }

    @Test
    void whatIsNoSearchOrNotKnownStaysAsItIs() {
        Trial throughput = trial(List.of(Metric.throughput("create", 5)), "warm-up", "hold");
        assertThat(hold(throughput, "7s")).isEqualTo(throughput.hold());
        Trial search = trial(Sweeps.held(100), "100/s");
        assertThat(hold(search, "500ms")).isEqualTo(search.hold());
    }
}
