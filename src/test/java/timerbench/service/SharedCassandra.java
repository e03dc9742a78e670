package timerbench.service;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import timerbench.harness.targets.database.cassandra.CassandraServer;
import timerbench.harness.targets.database.cassandra.CommitlogSync;
import timerbench.service.store.cassandra.CassandraSettings;

/** One server for all tests of this JVM, which ends with it: to start one takes many seconds. */
public final class SharedCassandra {
    private static final AtomicInteger KEYSPACES = new AtomicInteger();

    private SharedCassandra() {}

    private static final class Started {
        static final CassandraServer SERVER = CassandraServer.embedded(CommitlogSync.GROUP, Duration.ofMinutes(3));
    }

    public static CassandraServer server() {
        return Started.SERVER;
    }

    /** Returns settings of a store that there is not yet. */
    public static CassandraSettings newStore() {
        return settings("test_" + KEYSPACES.incrementAndGet());
    }

    private static CassandraSettings settings(String keyspace) {
        return new CassandraSettings(
                server().address().nodes(),
                server().address().datacenter(),
                keyspace,
                1,
                "cassandra",
                Optional.empty(),
                Duration.ofSeconds(30));
    }
}
