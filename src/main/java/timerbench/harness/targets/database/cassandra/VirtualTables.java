package timerbench.harness.targets.database.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Map;
import java.util.TreeMap;

/**
 * The work of a server whose JMX cannot be reached, from its virtual tables: numbers of calls, but no total times.
 */
final class VirtualTables implements CassandraProfiler.TableWork {
    private static final Map<String, String> LATENCIES =
            Map.of("read", "local_read_latency", "range", "local_scan_latency", "write", "local_write_latency");
    private static final long MEBIBYTE = 1_024 * 1_024;

    private final CassandraClient client;
    private final String keyspace;

    VirtualTables(CassandraClient client, String keyspace) {
        this.client = client;
        this.keyspace = keyspace;
    }

    /**
     * Returns the bytes of the keyspace's tables on the node that answers, in whole mebibytes, without what is
     * still in memory.
     */
    long diskBytes() {
        return client.query("SELECT keyspace_name, mebibytes FROM system_views.disk_usage").stream()
                .filter(row -> keyspace.equals(row.getString(0)))
                .mapToLong(row -> row.getLong(1) * MEBIBYTE)
                .sum();
    }

    @Override
    public String source() {
        return "system_views.local_*_latency";
    }

    @Override
    public String unit() {
        return "calls";
    }

    @Override
    public Map<String, Work> now() {
        Map<String, Work> work = new TreeMap<>();
        LATENCIES.forEach((operation, table) -> {
            for (Row row : client.query("SELECT keyspace_name, table_name, count FROM system_views." + table)) {
                if (keyspace.equals(row.getString(0))) {
                    long calls = row.getLong(2);
                    work.put(row.getString(1) + ": " + operation, new Work(calls, calls));
                }
            }
        });
        return work;
    }

    @Override
    public void close() {
        client.close();
    }
}
