package timerbench.service.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import timerbench.service.store.Attempt;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

/** Timers out of rows. */
final class Rows {
    static final ZoneOffset UTC = ZoneOffset.UTC;
    private static final int TIMER_COLUMNS = 9;

    private Rows() {}

    /** Returns the timer that stands in the row from this column on, in the order of {@code Sql.TIMER}. */
    static Timer timer(ResultSet row, int first) throws SQLException {
        return new Timer(
                new TimerKey(row.getString(first), row.getString(first + 1)),
                instant(row, first + 2),
                row.getString(first + 3),
                Optional.ofNullable(row.getString(first + 4)),
                Optional.ofNullable(row.getString(first + 5))
                        .map(RetryPolicy::ofText)
                        .orElse(RetryPolicy.DEFAULT),
                Duration.ofMillis(row.getLong(first + 6)),
                instant(row, first + 7),
                instant(row, first + 8));
    }

    /** Returns the timer's next attempt that stands in the row from this column on. */
    static Attempt attempt(ResultSet row, int first) throws SQLException {
        int after = first + TIMER_COLUMNS;
        return new Attempt(
                timer(row, first),
                row.getInt(after) + 1,
                instant(row, after + 1),
                Optional.ofNullable(row.getObject(after + 2, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getLong(after + 3));
    }

    /** Returns what the column holds of the policy: NULL for the default, which nearly every timer has. */
    static @Nullable String retryPolicy(RetryPolicy policy) {
        return policy.equals(RetryPolicy.DEFAULT) ? null : policy.toText();
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
