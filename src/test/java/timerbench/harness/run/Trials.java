package timerbench.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import timerbench.harness.measure.log.LogRecord;

/** Trials and requests to judge. */
public final class Trials {
    public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private Trials() {}

    /** Returns a complete trial without figures, all of it hold. */
    public static Trial held(Duration hold) {
        Period period = new Period(START, START.plus(hold));
        return new Trial(1, period, Optional.of(period), Outcome.complete(), new WarmUp(0, 0));
    }

    public static Trial cutShort() {
        return new Trial(
                1,
                new Period(START, START.plusSeconds(1)),
                Optional.empty(),
                Outcome.cutShort("gone"),
                new WarmUp(0, 0));
    }

    /** Returns those limits that are crossed, as people read them. */
    public static List<String> crossed(List<Threshold> thresholds) {
        return thresholds.stream()
                .filter(threshold -> threshold.standing() == Threshold.Standing.CROSSED)
                .map(Threshold::text)
                .toList();
    }

    /** Returns a request that ends this long after {@link #START}. */
    public static LogRecord.Request ok(String name, long endMillis, long responseMillis) {
        return request(name, endMillis, responseMillis, true);
    }

    public static LogRecord.Request failed(String name, long endMillis, long responseMillis) {
        return request(name, endMillis, responseMillis, false);
    }

    private static LogRecord.Request request(String name, long endMillis, long responseMillis, boolean ok) {
        long end = START.toEpochMilli() + endMillis;
        return new LogRecord.Request(List.of(), name, end - responseMillis, end, ok, ok ? "" : "status 500");
    }
}
