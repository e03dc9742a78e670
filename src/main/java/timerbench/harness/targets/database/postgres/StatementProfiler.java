package timerbench.harness.targets.database.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.DatabaseLoad.Statement;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.process.DatabaseException;

/**
 * Reports the time of statements from {@code pg_stat_statements}, as the difference between two readings, so that
 * the server's counts are left as they are. Other work of the same user in the same database counts too.
 */
final class StatementProfiler implements Profiler {
    private static final String SOURCE = "pg_stat_statements";
    private static final String PLACE = """
            SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
            WHERE e.extname = 'pg_stat_statements'""";
    private static final String COUNTS = """
            SELECT s.queryid, min(s.query), sum(s.calls), sum(s.total_exec_time)
            FROM %s.pg_stat_statements s
              JOIN pg_database d ON d.oid = s.dbid JOIN pg_roles r ON r.oid = s.userid
            WHERE d.datname = current_database() AND r.rolname = current_user
              AND s.queryid IS NOT NULL AND s.query NOT LIKE '%%pg_stat_statements%%'
              AND s.query NOT LIKE 'SET application_name%%' AND s.query NOT LIKE 'SET extra_float_digits%%'
            GROUP BY s.queryid""";
    private static final String ADVICE = "; to get it, set shared_preload_libraries = 'pg_stat_statements' in"
            + " postgresql.conf, restart the server, and CREATE EXTENSION pg_stat_statements in the database";

    private final PostgresAddress address;
    private final boolean mayCreate;
    private String place = "";
    private Map<Long, Statement> before = Map.of();

    /** @param mayCreate whether to create the extension if it is missing */
    StatementProfiler(PostgresAddress address, boolean mayCreate) {
        this.address = address;
        this.mayCreate = mayCreate;
    }

    @Override
    public void start() {
        if (mayCreate) {
            address.run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        }
        place = address.call(StatementProfiler.this::place);
        before = counts();
    }

    @Override
    public DatabaseLoad top(int most) {
        List<Statement> since = new ArrayList<>();
        counts().forEach((id, now) -> since.add(minus(now, before.get(id))));
        since.removeIf(statement -> statement.calls() == 0);
        since.sort(Comparator.comparingDouble(Statement::total).reversed());
        return new DatabaseLoad(SOURCE, "ms", since.subList(0, Math.min(most, since.size())));
    }

    /** A statement that the server had evicted counts from zero again. */
    private static Statement minus(Statement now, Statement before) {
        return before == null || before.calls() > now.calls()
                ? now
                : new Statement(now.text(), now.calls() - before.calls(), Math.max(0, now.total() - before.total()));
    }

    private Map<Long, Statement> counts() {
        return address.call(connection -> {
            Map<Long, Statement> counts = new HashMap<>();
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(COUNTS.formatted(place))) {
                while (row.next()) {
                    String text = row.getString(2).strip().replaceAll("\\s+", " ");
                    counts.put(row.getLong(1), new Statement(text, row.getLong(3), row.getDouble(4)));
                }
                return counts;
            } catch (SQLException e) {
                throw new DatabaseException(address + " has no counts of statements: " + e.getMessage() + ADVICE, e);
            }
        });
    }

    private String place(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PLACE)) {
            if (!row.next()) {
                throw new DatabaseException(address + " lacks the extension pg_stat_statements" + ADVICE);
            }
            return row.getString(1);
        }
    }

    @Override
    public void close() {
        // Nothing is held between two looks.
    }
}
