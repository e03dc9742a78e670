package timerbench.harness.load;

import java.time.Duration;
import scala.collection.Iterator;
import scala.concurrent.duration.FiniteDuration;

/** Counts the requests of an open load that were to start by now, whether they were sent or not. */
final class DueRequests {
    private final Iterator<FiniteDuration> starts;
    private long counted;
    private long nextNanos;

    /** @param starts since the load began, in order */
    DueRequests(Iterator<FiniteDuration> starts) {
        this.starts = starts;
        advance();
    }

    /** Returns how many were to start within this time. Times must not go back. */
    synchronized long by(Duration sinceBegin) {
        long nanos = sinceBegin.toNanos();
        while (nextNanos <= nanos) {
            counted++;
            advance();
        }
        return counted;
    }

    private void advance() {
        nextNanos = starts.hasNext() ? starts.next().toNanos() : Long.MAX_VALUE;
    }
}
