package timerbench.harness.load.plan;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import timerbench.harness.run.Period;

/**
 * Phases of an open load, with the rates that it asks for.
 *
 * @param startRate requests a second at the start of the ramp
 * @param targetRate requests a second at its end, and during the hold
 */
public record LoadPhases(Duration warmUp, Duration ramp, Duration hold, double startRate, double targetRate) {
    public LoadPhases {
        Durations.requireWholeSeconds("warmUp", warmUp);
        Durations.requireWholeSeconds("ramp", ramp);
        Durations.requireWholeSeconds("hold", hold);
        requirePositive("startRate", startRate);
        requirePositive("targetRate", targetRate);
        Arrivals.requireSome(
                "hold of " + Durations.text(hold) + " at " + targetRate + "/s",
                constantUsersPerSec(targetRate).during(hold));
    }

    /**
     * Returns phases for several operations, each {@link #at} a rate of its own: their ramps start at a tenth of it.
     */
    public static LoadPhases fromATenth(Duration warmUp, Duration ramp, Duration hold) {
        return new LoadPhases(warmUp, ramp, hold, 1, 10);
    }

    static void requirePositive(String name, double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException(name + " must be above 0, was " + rate);
        }
    }

    /** Returns the same load at another rate, whose ramp starts lower or higher in proportion. */
    public LoadPhases at(double rate) {
        return new LoadPhases(warmUp, ramp, hold, startRate * rate / targetRate, rate);
    }

    /** Returns the rate that the warm-up rises to: high enough to warm up, low enough not to flood a cold service. */
    double warmUpRate() {
        return Math.max(startRate, targetRate / 5);
    }

    /** Returns the arrivals of the virtual users of the warm-up. */
    public OpenInjectionStep warmUpLoad() {
        return rampUsersPerSec(startRate).to(warmUpRate()).during(warmUp);
    }

    /** Returns the arrivals of the virtual users of ramp and hold, after the warm-up. */
    public OpenInjectionStep[] load() {
        return new OpenInjectionStep[] {
            nothingFor(warmUp),
            rampUsersPerSec(startRate).to(targetRate).during(ramp),
            constantUsersPerSec(targetRate).during(hold)
        };
    }

    Duration total() {
        return warmUp.plus(ramp).plus(hold);
    }

    Period period(Instant start) {
        return new Period(start.plus(warmUp).plus(ramp), start.plus(total()));
    }

    double rateAt(Duration sinceStart) {
        if (sinceStart.compareTo(warmUp) < 0) {
            return rising(warmUpRate(), seconds(sinceStart) / seconds(warmUp));
        }
        double inRamp = seconds(sinceStart.minus(warmUp));
        if (inRamp < seconds(ramp)) {
            return rising(targetRate, inRamp / seconds(ramp));
        }
        return sinceStart.compareTo(total()) < 0 ? targetRate : 0;
    }

    private double rising(double to, double share) {
        return startRate + (to - startRate) * share;
    }

    String phaseAt(Duration sinceStart) {
        if (sinceStart.compareTo(warmUp) < 0) {
            return "warm-up";
        }
        if (sinceStart.compareTo(warmUp.plus(ramp)) < 0) {
            return "ramp";
        }
        return sinceStart.compareTo(total()) < 0 ? "hold" : "drain";
    }

    String describe() {
        return String.join(
                ", ",
                List.of(
                        "warm-up " + Durations.text(warmUp) + " (not counted)",
                        String.format(
                                Locale.ROOT, "ramp %.0f to %.0f/s in %s", startRate, targetRate, Durations.text(ramp)),
                        "hold " + Durations.text(hold)));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
