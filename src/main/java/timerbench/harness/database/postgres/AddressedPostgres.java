package timerbench.harness.database.postgres;

import java.sql.ResultSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import timerbench.harness.database.DatabaseServer;
import timerbench.harness.database.Profiler;

/** A PostgreSQL that answers at an address: what is asked of it there does not depend on where it comes from. */
abstract class AddressedPostgres implements DatabaseServer {
    // Files grow as rows come, not when they are written out: no checkpoint is needed.
    private static final String BYTES = """
            SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relkind = 'r'""";

    abstract PostgresAddress address();

    /** Returns whether the server is there for the run only, so that an extension may be put into it. */
    abstract boolean isOwn();

    @Override
    public boolean isEmulator() {
        return false;
    }

    @Override
    public Map<String, String> serviceSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("timerbench.service.postgres.url", address().url());
        settings.put("timerbench.service.postgres.user", address().user());
        settings.put("timerbench.service.postgres.schema", address().schema().orElse(""));
        return settings;
    }

    @Override
    public Map<String, String> serviceEnvironment() {
        return address()
                .password()
                .map(secret -> Map.of("DATABASE_PASSWORD", secret))
                .orElse(Map.of());
    }

    /** Returns the bytes of the tables that the service has made, with their indexes. */
    @Override
    public OptionalLong diskBytes() {
        return address().call(connection -> {
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(BYTES)) {
                row.next();
                return OptionalLong.of(row.getLong(1));
            }
        });
    }

    @Override
    public Profiler profiler(Supplier<List<String>> metrics) {
        return new StatementProfiler(address(), isOwn());
    }

    @Override
    public double bareCreatesPerSecond(Duration warmUp, Duration measured) {
        return new BareDriver(address()).rowsPerSecond(warmUp, measured);
    }
}
