package timerbench.harness.experiment.paired;

import java.time.Duration;

/**
 * The {@code gate} block of the settings: the trials of a paired gate.
 *
 * @param pairs in a round
 * @param users that ask one thing after another, each on a connection of its own, without a pause
 * @param warmUp load of each side that is not counted
 * @param hold load of each side that is
 * @param turn how long one side is loaded before the other is
 * @param callbackEvery which round of a user ends with a timer whose callback is waited for: each, every second …
 * @param dueAfter how long after its creation that timer is due
 * @param drain how long callbacks are waited for after the hold
 * @param listenOn how long the receiver listens on for callbacks that must not come
 * @param jvmArgs of the reference service, in the place of {@code embedded.jvmArgs}
 * @param postgres further settings of the embedded PostgreSQL, in the place of {@code embedded.postgres}
 */
public record PairedSettings(
        int pairs,
        int users,
        Duration warmUp,
        Duration hold,
        Duration turn,
        int callbackEvery,
        Duration dueAfter,
        Duration drain,
        Duration listenOn,
        String jvmArgs,
        String postgres) {

    public PairedSettings {
        if (pairs < 1 || users < 1 || callbackEvery < 1) {
            throw new IllegalArgumentException("pairs, users and callbackEvery must be at least 1, were " + pairs + ", "
                    + users + " and " + callbackEvery);
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
}
