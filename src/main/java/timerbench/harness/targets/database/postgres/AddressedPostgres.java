package timerbench.harness.targets.database.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.DatabasePassword;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.database.Written;
import timerbench.settings.Settings;

/** A PostgreSQL that answers at an address. What is asked there does not depend on where the server comes from. */
class AddressedPostgres implements DatabaseServer {
    // Files grow as rows come, not when they are written out: no checkpoint is needed.
    private static final String BYTES = """
            SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relkind = 'r'""";

    private static final String VERSION = "SELECT current_setting('server_version_num')::int";
    private static final String LOG = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

    private static final String CONNECTIONS = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()""";

    /**
     * Blocks that were written out. The growth of files is not counted, because blocks are written again when they
     * are filled.
     */
    private static final String DATA = "SELECT coalesce(sum(%s), 0)::bigint FROM pg_stat_io WHERE object <> 'wal'";

    private static final int COUNTS_BYTES = 180_000;
    private static final int COUNTS_BLOCKS = 160_000;

    private final Provision provision;
    private final PostgresAddress address;

    AddressedPostgres(Provision provision, PostgresAddress address) {
        this.provision = provision;
        this.address = address;
    }

    final PostgresAddress address() {
        return address;
    }

    @Override
    public Provision provision() {
        return provision;
    }

    @Override
    public Optional<HostPort> linkable() {
        return PostgresAddress.linkable(address.url());
    }

    @Override
    public Map<String, String> serviceSettings() {
        return serviceSettings(address.url());
    }

    @Override
    public Map<String, String> serviceSettings(HostPort link) {
        return serviceSettings(address.urlAt(link));
    }

    private Map<String, String> serviceSettings(String url) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(Settings.key("service.postgres.url"), url);
        settings.put(Settings.key("service.postgres.user"), address.user());
        settings.put(Settings.key("service.postgres.schema"), address.schema().orElse(""));
        return settings;
    }

    @Override
    public Map<String, String> serviceEnvironment() {
        return DatabasePassword.variables(address.password());
    }

    /** Returns the bytes of the tables that the service has made, with their indexes. */
    @Override
    public OptionalLong diskBytes() {
        return address.call(connection -> OptionalLong.of(number(connection, BYTES)));
    }

    @Override
    public Optional<Written> written() {
        return address.call(connection -> {
            long version = number(connection, VERSION);
            OptionalLong data = version < COUNTS_BLOCKS
                    ? OptionalLong.empty()
                    : OptionalLong.of(number(
                            connection, DATA.formatted(version < COUNTS_BYTES ? "writes * op_bytes" : "write_bytes")));
            return Optional.of(new Written(number(connection, LOG), data));
        });
    }

    @Override
    public OptionalLong connections() {
        return address.call(connection -> OptionalLong.of(number(connection, CONNECTIONS)));
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public Profiler profiler(Supplier<List<String>> metrics) {
        // A server that is there for the run only may be given the extension.
        return new StatementProfiler(address, provision != Provision.EXTERNAL);
    }

    @Override
    public double bareCreatesPerSecond(Duration warmUp, Duration measured) {
        return new BareDriver(address).rowsPerSecond(warmUp, measured);
    }

    @Override
    public String toString() {
        return address.toString();
    }

    /** Leaves the server as it is; whoever has started it ends it. */
    @Override
    public void close() {}
}
