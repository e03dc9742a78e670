package timerbench.harness.measure.log;

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
            return new Seen(count + other.count, Math.min(firstMillis, other.firstMillis));
        }
    }

    /** @param atMillis since the epoch */
    void add(String message, long atMillis) {
        byMessage.merge(ErrorCount.worded(message), new Seen(1, atMillis), Seen::and);
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
