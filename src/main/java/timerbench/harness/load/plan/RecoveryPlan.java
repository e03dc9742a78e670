package timerbench.harness.load.plan;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;

/**
 * A steady open load with a fault in it. It goes on until it is steady, and after the fault until it is steady again;
 * so when it ends is known only then.
 */
public final class RecoveryPlan implements LoadPlan {
    private final Shape shape;
    private final String operation;
    private final String fault;
    private volatile Optional<Duration> disturbedAt = Optional.empty();
    private volatile Optional<Duration> overAt = Optional.empty();

    /**
     * The rate and the times of the load.
     *
     * @param rate requests a second
     * @param before the longest time that it may take to be steady before the fault
     * @param after the longest time that the load goes on from the fault's begin
     * @param standstill how long the target answers nothing, as far as that is known
     */
    public record Shape(Duration warmUp, double rate, Duration before, Duration after, Duration standstill) {
        public Shape {
            Durations.requireWholeSeconds("warmUp", warmUp);
            Durations.requireWholeSeconds("before", before);
            Durations.requireWholeSeconds("limit", after);
            LoadPhases.requirePositive("rate", rate);
            Arrivals.requireSoon(List.of(warmUpLoad(rate, warmUp)));
            Arrivals.requireSome("before", constantUsersPerSec(rate).during(before));
        }

        private static OpenInjectionStep warmUpLoad(double rate, Duration warmUp) {
            return rampUsersPerSec(rate / 10).to(rate).during(warmUp);
        }

        private Duration longest() {
            return warmUp.plus(before).plus(after);
        }
    }

    /**
     * Makes a plan.
     *
     * @param operation the name of its requests
     * @param fault for people
     */
    public RecoveryPlan(String operation, Shape shape, String fault) {
        this.operation = operation;
        this.shape = shape;
        this.fault = fault;
    }

    /** Returns the arrivals of the virtual users of the warm-up. */
    public OpenInjectionStep warmUpLoad() {
        return Shape.warmUpLoad(shape.rate, shape.warmUp);
    }

    /** Returns the arrivals of the virtual users that count, as if the load took as long as it may. */
    public OpenInjectionStep[] load() {
        return new OpenInjectionStep[] {
            nothingFor(shape.warmUp), constantUsersPerSec(shape.rate).during(shape.before.plus(shape.after))
        };
    }

    /** Returns the rate and the times of the load. */
    public Shape shape() {
        return shape;
    }

    /** Records when the fault began, since the first request. */
    public void disturbed(Duration sinceStart) {
        disturbedAt = Optional.of(sinceStart);
    }

    /** Records when the last request was sent, since the first. */
    public void over(Duration sinceStart) {
        overAt = Optional.of(sinceStart);
    }

    /** Returns whether no more requests are to be sent. */
    public boolean isOver() {
        return overAt.isPresent();
    }

    @Override
    public Duration warmUp() {
        return shape.warmUp;
    }

    /** Returns how long the load lasted; before it is over, the longest time that it may take. */
    @Override
    public Duration total() {
        return overAt.orElse(shape.longest());
    }

    /** Returns the whole load after the warm-up: what follows the fault is compared with what was before. */
    @Override
    public Period hold(Instant start, Instant end) {
        Instant from = start.plus(shape.warmUp);
        Instant to = overAt.map(start::plus).orElse(end);
        return new Period(from, to.isAfter(from) ? to : from.plusMillis(1));
    }

    @Override
    public List<Metric> asked() {
        return List.of(Metric.throughputAsked(operation, shape.rate));
    }

    @Override
    public OptionalDouble rateAt(Duration sinceStart) {
        if (sinceStart.compareTo(shape.warmUp) < 0) {
            return OptionalDouble.of(shape.rate * (0.1 + 0.9 * sinceStart.toNanos() / shape.warmUp.toNanos()));
        }
        return OptionalDouble.of(sinceStart.compareTo(total()) < 0 ? shape.rate : 0);
    }

    @Override
    public Map<String, List<OpenInjectionStep>> starts() {
        return Map.of(operation, List.of(load()));
    }

    @Override
    public Map<String, Long> requests() {
        return Map.of();
    }

    @Override
    public String unknownRequests() {
        return String.format(
                Locale.ROOT,
                "%.0f %s/s until it is steady again, at most %.0f",
                shape.rate,
                operation,
                shape.rate * shape.before.plus(shape.after).toSeconds());
    }

    @Override
    public long connections() {
        return (long) Math.ceil(shape.rate * shape.standstill.plusSeconds(1).toMillis() / 1e3);
    }

    @Override
    public String phaseAt(Duration sinceStart) {
        if (sinceStart.compareTo(shape.warmUp) < 0) {
            return "warm-up";
        }
        if (sinceStart.compareTo(total()) >= 0) {
            return "drain";
        }
        return disturbedAt.filter(at -> sinceStart.compareTo(at) >= 0).isPresent() ? "recovery" : "before";
    }

    @Override
    public Set<String> phaseWords() {
        return Set.of("warm-up", "before", "recovery", "drain");
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "warm-up %s (not counted), then %.0f/s until steady (at most %s), %s, and on until steady again (at"
                        + " most %s)",
                Durations.text(shape.warmUp),
                shape.rate,
                Durations.text(shape.before),
                fault,
                Durations.text(shape.after));
    }
}
