package timerbench.harness.measure.requests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.run.Requests;

/** Requests as a load of a minute may have them, and some as none should. */
final class RandomRequests {
    /** Not on a whole second, and more exact than a log. */
    static final Instant ORIGIN = Instant.parse("2030-01-01T00:00:00.250999Z");

    private static final List<String> OPERATIONS =
            List.of("create", "read, then \"update\"", "löschen", "two\r\nlines", Requests.CALLBACK);
    private static final List<String> MESSAGES = List.of("status 500", "status 503", "", "timed out");

    private RandomRequests() {}

    /** @param allAfter whether all response times are above 0, as with clocks that are not set back */
    static List<LogRecord.Request> of(Random random, int count, boolean allAfter) {
        List<LogRecord.Request> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // From before the origin until after the last second; few milliseconds, so that rows have several.
            long start = ORIGIN.toEpochMilli() - 2_000 + random.nextInt(65) * 1_000L + random.nextInt(4) * 333L;
            boolean ok = random.nextInt(5) > 0;
            requests.add(new LogRecord.Request(
                    random.nextBoolean() ? List.of() : List.of("a group"),
                    OPERATIONS.get(random.nextInt(OPERATIONS.size())),
                    start,
                    start + responseMillis(random, allAfter),
                    ok,
                    ok ? "" : MESSAGES.get(random.nextInt(MESSAGES.size()))));
        }
        return requests;
    }

    private static int responseMillis(Random random, boolean allAfter) {
        return switch (random.nextInt(20)) {
            case 0 -> allAfter ? 1_000 : -random.nextInt(3_000);
            case 1 -> random.nextInt(20 * 3_600_000);
            case 2 -> 1_000 * random.nextInt(4);
            default -> (int) Math.abs(20 * random.nextGaussian());
        };
    }
}
