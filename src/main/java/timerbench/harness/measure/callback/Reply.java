package timerbench.harness.measure.callback;

import java.time.Instant;

/** What a callback is answered with, as far as it decides what is owed after it. */
public sealed interface Reply {
    /** The timer is done with. */
    record Success() implements Reply {}

    /** A further attempt is owed, if the policy allows one. */
    record Failure() implements Reply {}

    /** The timer is done with, although it failed. */
    record Refusal() implements Reply {}

    /** The timer is owed again. */
    record Again(Instant nextExecuteAt) implements Reply {}
}
