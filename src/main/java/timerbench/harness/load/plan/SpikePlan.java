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
import java.util.OptionalDouble;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;

/**
 * A steady open load with a spike in it.
 *
 * @param operation the name of its requests
 * @param rate a second, before the spike and after it
 * @param factor how many times higher the rate is in the spike
 */
public record SpikePlan(
        String operation, Duration warmUp, Duration before, Duration spike, Duration after, double rate, double factor)
        implements LoadPlan {
    public SpikePlan {
        Durations.requireWholeSeconds("warmUp", warmUp);
        Durations.requireWholeSeconds("before", before);
        Durations.requireWholeSeconds("spike", spike);
        Durations.requireWholeSeconds("after", after);
        LoadPhases.requirePositive("rate", rate);
        if (!(factor > 1)) {
            throw new IllegalArgumentException("factor must be above 1, was " + factor);
        }
        Arrivals.requireSoon(List.of(warmUpLoad(rate, warmUp)));
        Arrivals.requireSome("before", constantUsersPerSec(rate).during(before));
        Arrivals.requireSome("after", constantUsersPerSec(rate).during(after));
    }

    /** Returns the arrivals of the virtual users of the warm-up. */
    public OpenInjectionStep warmUpLoad() {
        return warmUpLoad(rate, warmUp);
    }

    private static OpenInjectionStep warmUpLoad(double rate, Duration warmUp) {
        return rampUsersPerSec(rate / 10).to(rate).during(warmUp);
    }

    /** Returns the arrivals of the virtual users that count. */
    public OpenInjectionStep[] load() {
        return new OpenInjectionStep[] {
            nothingFor(warmUp),
            constantUsersPerSec(rate).during(before),
            constantUsersPerSec(rate * factor).during(spike),
            constantUsersPerSec(rate).during(after)
        };
    }

    /** Returns when the spike begins, since the first request. */
    public Duration spikeFrom() {
        return warmUp.plus(before);
    }

    /** Returns when the spike ends, since the first request. */
    public Duration spikeTo() {
        return spikeFrom().plus(spike);
    }

    @Override
    public Duration total() {
        return spikeTo().plus(after);
    }

    /** Returns the whole load after the warm-up: the spike is measured against what surrounds it. */
    @Override
    public Period hold(Instant start, Instant end) {
        return new Period(start.plus(warmUp), start.plus(total()));
    }

    @Override
    public List<Metric> asked() {
        double seconds = total().minus(warmUp).toNanos() / 1e9;
        double requests = rate * (seconds + (factor - 1) * spike.toNanos() / 1e9);
        return List.of(Metric.throughputAsked(operation, requests / seconds));
    }

    @Override
    public OptionalDouble rateAt(Duration sinceStart) {
        if (sinceStart.compareTo(warmUp) < 0) {
            return OptionalDouble.of(rate * (0.1 + 0.9 * sinceStart.toNanos() / warmUp.toNanos()));
        }
        boolean inSpike = sinceStart.compareTo(spikeFrom()) >= 0 && sinceStart.compareTo(spikeTo()) < 0;
        return OptionalDouble.of(sinceStart.compareTo(total()) >= 0 ? 0 : inSpike ? rate * factor : rate);
    }

    @Override
    public Map<String, List<OpenInjectionStep>> starts() {
        return Map.of(operation, List.of(load()));
    }

    @Override
    public Map<String, Long> warmUpRequests() {
        return LoadPlan.users(Map.of(operation, List.of(warmUpLoad())));
    }

    @Override
    public String phaseAt(Duration sinceStart) {
        if (sinceStart.compareTo(warmUp) < 0) {
            return "warm-up";
        }
        if (sinceStart.compareTo(spikeFrom()) < 0) {
            return "before";
        }
        if (sinceStart.compareTo(spikeTo()) < 0) {
            return "spike";
        }
        return sinceStart.compareTo(total()) < 0 ? "after" : "drain";
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "warm-up %s (not counted), %.0f/s for %s, a spike of %.0f/s for %s, %.0f/s for %s",
                Durations.text(warmUp),
                rate,
                Durations.text(before),
                rate * factor,
                Durations.text(spike),
                rate,
                Durations.text(after));
    }
}
