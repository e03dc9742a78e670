package timerbench.harness.targets.database.cassandra;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import timerbench.harness.targets.database.DatabasePassword;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.PausedProcess;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Disturbable;
import timerbench.settings.Settings;

/** A Cassandra that answers: started here on this machine, or found at its address. */
public final class CassandraServer implements DatabaseServer {
    private static final String SETTINGS = Settings.key("service.");
    static final String DATACENTER = "datacenter1";

    private final Provision provision;
    private final CassandraAddress address;
    private final Optional<CassandraProcess> process;
    private boolean closed;

    private CassandraServer(Provision provision, CassandraAddress address, Optional<CassandraProcess> process) {
        this.provision = provision;
        this.address = address;
        this.process = process;
    }

    /**
     * Returns a server in a process of its own when it answers.
     *
     * @throws DatabaseException if it cannot be fetched, or does not start in time
     */
    public static CassandraServer embedded(CommitlogSync sync, Duration timeout) {
        CassandraProcess process = CassandraProcess.start(sync, timeout);
        CassandraAddress address =
                new CassandraAddress(process.address(), DATACENTER, "timer_bench", 1, "cassandra", Optional.empty());
        return new CassandraServer(Provision.EMBEDDED, address, Optional.of(process));
    }

    /** Returns a server that is running, with the keyspace of the address, which is dropped when this is closed. */
    public static CassandraServer running(Provision provision, CassandraAddress address) {
        return new CassandraServer(provision, address, Optional.empty());
    }

    public CassandraAddress address() {
        return address;
    }

    @Override
    public Provision provision() {
        return provision;
    }

    @Override
    public Map<String, String> serviceSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(SETTINGS + "database", "cassandra");
        settings.put(SETTINGS + "cassandra.nodes", address.nodes());
        settings.put(SETTINGS + "cassandra.datacenter", address.datacenter());
        settings.put(SETTINGS + "cassandra.keyspace", address.keyspace());
        settings.put(SETTINGS + "cassandra.replicas", Integer.toString(address.replicas()));
        settings.put(SETTINGS + "cassandra.user", address.user());
        return settings;
    }

    @Override
    public Map<String, String> serviceEnvironment() {
        return DatabasePassword.variables(address.password());
    }

    @Override
    public Optional<ProcessHandle> process() {
        return process.map(CassandraProcess::process);
    }

    @Override
    public Optional<Disturbable> disturbable() {
        return process().map(started -> new PausedProcess("the embedded Cassandra", started));
    }

    @Override
    public OptionalLong diskBytes() {
        if (process.isPresent()) {
            try (JmxConnection jmx = jmx(process.get())) {
                return OptionalLong.of(jmx.diskBytes());
            }
        }
        try (VirtualTables tables = virtualTables()) {
            return OptionalLong.of(tables.diskBytes());
        }
    }

    private JmxConnection jmx(CassandraProcess started) {
        return JmxConnection.open(started.jmx(), address.keyspace());
    }

    private VirtualTables virtualTables() {
        return new VirtualTables(CassandraClient.open(address), address.keyspace());
    }

    @Override
    public Profiler profiler(Supplier<List<String>> metrics) {
        return new CassandraProfiler(
                process.<CassandraProfiler.TableWork>map(this::jmx).orElseGet(this::virtualTables));
    }

    @Override
    public double bareCreatesPerSecond(Duration warmUp, Duration measured) {
        try (CassandraClient client = CassandraClient.open(address)) {
            String keyspace = address.keyspace() + "_bare";
            client.query("CREATE KEYSPACE " + keyspace + " WITH replication = {'class': 'NetworkTopologyStrategy', '"
                    + address.datacenter() + "': " + address.replicas() + "}");
            try {
                return client.call(session -> BareCassandra.createsPerSecond(session, keyspace, warmUp, measured));
            } finally {
                client.query("DROP KEYSPACE " + keyspace);
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        process.ifPresentOrElse(CassandraProcess::close, this::dropKeyspace);
    }

    private void dropKeyspace() {
        try (CassandraClient client = CassandraClient.open(address)) {
            client.query("DROP KEYSPACE IF EXISTS " + address.keyspace());
        }
    }
}
