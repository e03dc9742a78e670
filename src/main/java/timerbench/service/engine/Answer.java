package timerbench.service.engine;

import java.time.Instant;

/** How a callback was answered. */
sealed interface Answer {
    /** Done: 2xx. */
    record Succeeded() implements Answer {}

    /** Done for now, and due again: 200 with {@code ok:false}. */
    record Rescheduled(Instant nextExecuteAt) implements Answer {}

    /** Never to be tried again: 4xx. */
    record Refused() implements Answer {}

    /** To be tried again: any other answer, or none. */
    record Failed(String why) implements Answer {}

    /** Not asked for yet: the address has its share of callbacks in flight, and more wait for it than are kept in memory. */
    record Deferred() implements Answer {}

    /** Returns the word for it in the metrics. */
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
        return this instanceof Refused ? "refused" : "failed";
    }
}
