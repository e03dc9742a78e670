package timerbench.harness.judge.recover;

import java.util.Optional;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.run.Word;

/** A figure of each run with a fault, from its {@code run.json}. */
public enum RecoveryMetric implements Word {
    TIME_TO_STEADY("timeToSteady", "steady again", Unit.SECONDS),
    TIME_TO_DETECT("timeToDetect", "detected", Unit.SECONDS),
    TIME_TO_FIRST_GOOD("timeToFirstGood", "first good answer", Unit.SECONDS),
    TIME_TO_NO_BACKLOG("timeToNoBacklog", "no backlog", Unit.SECONDS),
    FAULT_LASTED("faultLasted", "fault lasted", Unit.SECONDS),
    /** The baseline's rate less the rate, added up: it is negative if more came than the baseline promised. */
    CAPACITY_LOST("capacityLost", "capacity lost", Unit.ONE),
    TIMERS_LATE("timersLate", "timers late", Unit.ONE),
    LATEST_TIMER("latestTimer", "latest timer", Unit.MICROSECONDS),
    LOST(CallbackOutcome.LOST.metric(), "lost", Unit.ONE),
    DUPLICATES(CallbackOutcome.DUPLICATE.metric(), "duplicates", Unit.ONE),
    EARLY(CallbackOutcome.EARLY.metric(), "early", Unit.ONE),
    AFTER_DELETE(CallbackOutcome.AFTER_DELETE.metric(), "after delete", Unit.ONE);

    private final String word;
    private final String label;
    private final Unit unit;

    RecoveryMetric(String word, String label, Unit unit) {
        this.word = word;
        this.label = label;
        this.unit = unit;
    }

    /** Returns the figure of a trial; empty if it was not measured or, for a time, not reached. */
    public Optional<Double> of(Trial trial) {
        return trial.value(word, MetricScope.trial());
    }

    /** Returns whether it is a time that a run may not reach, so that its absence means longer than the run. */
    public boolean isReached() {
        return switch (this) {
            case TIME_TO_STEADY, TIME_TO_DETECT, TIME_TO_FIRST_GOOD, TIME_TO_NO_BACKLOG -> true;
            default -> false;
        };
    }

    /** Returns whether it counts timers that the ledger found wrong, so that the runs of a fault are added up. */
    public boolean isViolation() {
        return switch (this) {
            case LOST, DUPLICATES, EARLY, AFTER_DELETE -> true;
            default -> false;
        };
    }

    /** Returns the name for people. */
    public String label() {
        return label;
    }

    /** Returns the unit of the figure in {@code run.json}. */
    public Unit unit() {
        return unit;
    }

    @Override
    public String word() {
        return word;
    }
}
