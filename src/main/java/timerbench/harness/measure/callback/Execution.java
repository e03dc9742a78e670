package timerbench.harness.measure.callback;

import java.time.Duration;
import java.time.Instant;

/** When the last timer fell due of those that count and were executed, and when the last of their callbacks arrived. */
public record Execution(Instant lastDue, Instant lastArrival) {
    /** Returns how long the last callbacks took after the last instant due. */
    public Duration timeToDrain() {
        return lastArrival.isAfter(lastDue) ? Duration.between(lastDue, lastArrival) : Duration.ZERO;
    }
}
