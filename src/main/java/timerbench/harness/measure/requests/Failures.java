package timerbench.harness.measure.requests;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.run.ErrorCount;

/** Counts failures by their message, and keeps when each was first seen. */
final class Failures {
    private final Map<String, Seen> byMessage = new HashMap<>();

    private record Seen(long count, long firstMillis) {
        Seen and(Seen other) {
            return new Seen(Math.addExact(count, other.count), Math.min(firstMillis, other.firstMillis));
        }
    }

    /** @param firstMillis since the epoch */
    void add(String message, long count, long firstMillis) {
        byMessage.merge(ErrorCount.worded(message), new Seen(count, firstMillis), Seen::and);
    }

    /** Adds other failures, with their instants moved. */
    void add(Failures others, long laterMillis) {
        others.byMessage.forEach((message, seen) -> add(message, seen.count, seen.firstMillis + laterMillis));
    }

    /** @param operation whose requests failed; absent if it was no request */
    Stream<ErrorCount> counts(Optional<String> operation) {
        return byMessage.entrySet().stream().map(entry -> {
            Seen seen = entry.getValue();
            Instant first = Instant.ofEpochMilli(seen.firstMillis);
            return new ErrorCount(operation, entry.getKey(), seen.count, Optional.of(first));
        });
    }
}
