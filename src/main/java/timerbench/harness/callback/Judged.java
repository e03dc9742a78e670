package timerbench.harness.callback;

import java.util.Optional;

/**
 * What a callback, or the want of one, was found to be, in microseconds since 1970.
 *
 * @param succeededAt 0 if no earlier attempt had succeeded
 */
record Judged(CallbackOutcome outcome, boolean counted, long executeAt, long at, long succeededAt) {
    static Judged unknown(Arrival arrival) {
        return new Judged(CallbackOutcome.UNKNOWN, false, arrival.executeAt(), arrival.at(), 0);
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
