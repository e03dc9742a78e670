package timerbench.harness.load.plan;

import java.time.Duration;
import java.time.Instant;
import timerbench.harness.run.Period;

/** A closed load: each virtual user sends its next request when the one before is answered. */
public record ClosedPlan(int users, Duration warmUp, Duration hold) implements LoadPlan {
    public ClosedPlan {
        if (users < 1) {
            throw new IllegalArgumentException("there must be at least 1 user, was " + users);
        }
        Durations.requirePositive("warmUp", warmUp);
        Durations.requireWholeSeconds("hold", hold);
    }

    @Override
    public Duration total() {
        return warmUp.plus(hold);
    }

    @Override
    public Period hold(Instant start, Instant end) {
        return new Period(start.plus(warmUp), start.plus(total()));
    }

    @Override
    public String phaseAt(Duration sinceStart) {
        if (sinceStart.compareTo(warmUp) < 0) {
            return "warm-up";
        }
        return sinceStart.compareTo(total()) < 0 ? "hold" : "drain";
    }

    @Override
    public long connections() {
        return users;
    }

    @Override
    public String unknownRequests() {
        return "as many as " + users + " users do";
    }

    @Override
    public String describe() {
        return "warm-up " + Durations.text(warmUp) + " (not counted), then " + users + " users without pauses for "
                + Durations.text(hold);
    }
}
