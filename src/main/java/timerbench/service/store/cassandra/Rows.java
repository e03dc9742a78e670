package timerbench.service.store.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import timerbench.service.timer.Micros;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

/** Converts values to columns and back. */
final class Rows {
    /** Stands for no instant: no timer has one that early. */
    private static final long NEVER = Long.MIN_VALUE;

    private Rows() {}

    /** Returns the timer of a row with the columns {@code TimerTables.COLUMNS}. */
    static Stored stored(Row row) {
        Timer timer = new Timer(
                new TimerKey(row.getString(0), row.getString(1)),
                instant(row.getLong(2)),
                row.getString(3),
                Optional.of(row.getString(4)).filter(payload -> !payload.isEmpty()),
                Optional.of(row.getString(5))
                        .filter(policy -> !policy.isEmpty())
                        .map(RetryPolicy::ofText)
                        .orElse(RetryPolicy.DEFAULT),
                Duration.ofMillis(row.getLong(6)),
                instant(row.getLong(7)),
                instant(row.getLong(8)));
        return new Stored(
                timer,
                instant(row.getLong(9)),
                row.getBoolean(10),
                row.getInt(11),
                Optional.of(row.getLong(12)).filter(micros -> micros != NEVER).map(Rows::instant),
                row.getLong(13));
    }

    /** Returns the column of a policy: empty for the default, which nearly every timer has. */
    static String retryPolicy(RetryPolicy policy) {
        return policy.equals(RetryPolicy.DEFAULT) ? "" : policy.toText();
    }

    static long micros(Instant instant) {
        return Micros.sinceEpoch(instant);
    }

    static long micros(Optional<Instant> instant) {
        return instant.map(Rows::micros).orElse(NEVER);
    }

    /** Returns the microseconds since 1970, rounded up. */
    static long microsFrom(Instant instant) {
        return Micros.sinceEpochNotBefore(instant);
    }

    static Instant instant(long micros) {
        return Micros.instant(micros);
    }

    /** Compares as Cassandra does: by UTF-8 bytes, which is by code point. */
    static int compareByCodePoint(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
    }
}
