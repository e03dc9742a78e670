package timerbench.harness.experiment.paired;

import java.time.Duration;
import timerbench.harness.targets.dialect.ServiceFacts;

/**
 * The {@code gate} block of the settings: the trials of a paired gate.
 *
 * @param pairs the most pairs of trials
 * @param pending timers that each target holds before its load, due long after the trial
 * @param users that send one request after another without a pause, each on a connection of its own
 * @param warmUp load of each side that does not count
 * @param hold load of each side that counts
 * @param turn how long one side is loaded before the other is
 * @param callbackEvery which rounds of a user end with a timer whose callback is expected: 1 for each, 2 for every
 *     second
 * @param dueAfter how long after its creation that timer is due
 * @param lateAfter how late a callback may be before it counts as late
 * @param drain how long the trial waits for callbacks after the hold
 * @param listenOn how long the receiver listens on for callbacks that must not come
 * @param jvmArgs of the reference service, instead of {@code embedded.jvmArgs}
 * @param postgres further settings of the embedded PostgreSQL, instead of {@code embedded.postgres}
 * @param explain the pair under profilers
 */
public record PairedSettings(
        int pairs,
        int pending,
        int users,
        Duration warmUp,
        Duration hold,
        Duration turn,
        int callbackEvery,
        Duration dueAfter,
        Duration lateAfter,
        Duration drain,
        Duration listenOn,
        String jvmArgs,
        String postgres,
        ExplainSettings explain) {

    public PairedSettings {
        if (pairs < 1 || users < 1 || callbackEvery < 1) {
            throw new IllegalArgumentException("pairs, users and callbackEvery must be at least 1, were " + pairs + ", "
                    + users + " and " + callbackEvery);
        }
        if (pending < 0) {
            throw new IllegalArgumentException("pending must be at least 0, was " + pending);
        }
        if (turn.toMillis() < 1 || hold.toNanos() % turn.toNanos() != 0) {
            throw new IllegalArgumentException(
                    "hold must be a whole number of turns, was " + hold + " with turns of " + turn);
        }
        if (warmUp.compareTo(dueAfter) <= 0 || hold.compareTo(dueAfter) <= 0) {
            throw new IllegalArgumentException(
                    "warmUp and hold must be longer than dueAfter, were " + warmUp + ", " + hold + " and " + dueAfter);
        }
    }

    /** Returns settings whose timers are due late enough for a service, with a hold that is long enough for them. */
    PairedSettings fitting(ServiceFacts facts) {
        Duration due = facts.lead(dueAfter);
        return due.equals(dueAfter) ? this : lasting(warmUp.plus(due), hold.plus(due), due);
    }

    /** Returns the settings of trials with another hold. */
    PairedSettings holding(Duration other) {
        return lasting(warmUp, other, dueAfter);
    }

    private PairedSettings lasting(Duration newWarmUp, Duration newHold, Duration newDueAfter) {
        return new PairedSettings(
                pairs,
                pending,
                users,
                newWarmUp,
                newHold,
                turn,
                callbackEvery,
                newDueAfter,
                lateAfter,
                drain,
                listenOn,
                jvmArgs,
                postgres,
                explain);
    }
}
