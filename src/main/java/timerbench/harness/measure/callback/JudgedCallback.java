package timerbench.harness.measure.callback;

import java.util.List;
import java.util.Optional;
import timerbench.harness.run.CallbackOutcome;

/**
 * What a callback, or the want of one, was found to be, in microseconds since 1970.
 *
 * @param succeededAt 0 if no earlier attempt had succeeded
 * @param faults what is wrong with what it says, whenever it comes
 */
record JudgedCallback(
        CallbackOutcome outcome,
        boolean counted,
        long executeAt,
        long at,
        long succeededAt,
        List<CallbackOutcome> faults) {

    JudgedCallback(CallbackOutcome outcome, boolean counted, long executeAt, long at, long succeededAt) {
        this(outcome, counted, executeAt, at, succeededAt, List.of());
    }

    static JudgedCallback unknown(Arrival arrival) {
        return new JudgedCallback(CallbackOutcome.UNKNOWN, false, arrival.executeAt(), arrival.at(), 0);
    }

    /** A request that is no callback. */
    static JudgedCallback malformed(long at) {
        return new JudgedCallback(CallbackOutcome.MALFORMED, false, at, at, 0);
    }

    /** Returns one of its faults as a finding of its own. */
    JudgedCallback as(CallbackOutcome fault) {
        return new JudgedCallback(fault, counted, executeAt, at, succeededAt);
    }

    LedgerEvent event(String timer) {
        return new LedgerEvent(
                outcome,
                timer,
                counted,
                Epoch.instant(executeAt),
                Epoch.instant(at),
                succeededAt == 0 ? Optional.empty() : Optional.of(Epoch.instant(succeededAt)));
    }
}
