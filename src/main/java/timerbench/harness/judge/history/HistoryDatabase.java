package timerbench.harness.judge.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.stream.Stream;
import timerbench.address.Address;
import timerbench.harness.judge.history.History.HistorySettings;

/** The databases that can hold the history, and the SQL in which they differ. */
enum HistoryDatabase {
    /** A file. */
    SQLITE("jdbc:sqlite:") {
        @Override
        void bind(PreparedStatement statement, int index, Instant instant) throws SQLException {
            statement.setString(index, TEXT.format(instant));
        }

        @Override
        Instant instant(ResultSet row, String column) throws SQLException {
            return Instant.parse(row.getString(column));
        }
    },
    POSTGRES("jdbc:postgresql:") {
        @Override
        void bind(PreparedStatement statement, int index, Instant instant) throws SQLException {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        }

        @Override
        Instant instant(ResultSet row, String column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }
    };

    /** Always with milliseconds, so that texts sort as instants do. */
    private static final DateTimeFormatter TEXT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final String prefix;

    HistoryDatabase(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Returns the database of a JDBC address.
     *
     * @throws IllegalArgumentException if the address is of no known kind, or contains a password
     */
    static HistoryDatabase of(String url) {
        return Stream.of(values())
                .filter(database -> Address.withoutSecret(url).startsWith(database.prefix))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "url must be jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE, with the user"
                                + " in history.user and the password in the environment variable "
                                + HistorySettings.PASSWORD));
    }

    /** Returns the address without its prefix. */
    String rest(String url) {
        return url.substring(prefix.length());
    }

    abstract void bind(PreparedStatement statement, int index, Instant instant) throws SQLException;

    abstract Instant instant(ResultSet row, String column) throws SQLException;
}
