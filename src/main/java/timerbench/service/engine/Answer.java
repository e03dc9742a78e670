package timerbench.service.engine;

import java.time.Instant;
import java.util.List;

/** How a callback was answered. */
sealed interface Answer {
    /** Done: 2xx. */
    record Succeeded() implements Answer {}

    /** Done for now, and due again later: 200 with {@code ok:false}. */
    record Rescheduled(Instant nextExecuteAt) implements Answer {}

    /** Final: 4xx. No further attempt is made. */
    record Refused() implements Answer {}

    /** Temporary: any other answer, or none. The retry policy decides on a further attempt. */
    record Failed(String why) implements Answer {}

    /**
     * Not sent: its address has its share of callbacks in flight, and as many timers wait for it as memory may hold.
     */
    record Deferred() implements Answer {}

    /** Not sent: the timer was changed, or the lease of its shard lost, before the request was written. */
    record Withdrawn() implements Answer {}

    /** The words of the answers to a callback that was sent, or was about to be. */
    List<String> SENT = List.of("succeeded", "rescheduled", "refused", "failed", "withdrawn");

    /** Returns the answer's label in the metrics. */
    default String word() {
        if (this instanceof Succeeded) {
            return "succeeded";
        }
        if (this instanceof Rescheduled) {
            return "rescheduled";
        }
        if (this instanceof Deferred) {
            return "deferred";
        }
        if (this instanceof Withdrawn) {
            return "withdrawn";
        }
        return this instanceof Refused ? "refused" : "failed";
    }
}
