package timerbench.harness.targets.database.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import timerbench.harness.targets.process.DatabaseException;

/** The JMX of a server on this machine: work and disk space of a keyspace. */
final class JmxConnection implements CassandraProfiler.TableWork {
    /**
     * Where the JMX of a server on this machine answers.
     *
     * @param password of its only user, another one at each start: a secret
     */
    record Address(int port, String password) {
        private static final String USER = "timer-bench";

        String[] credentials() {
            return new String[] {USER, password};
        }

        String url() {
            return "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi";
        }

        /** Writes the file that the server reads the password from; nobody else may read it. */
        void writePassword(Path file) throws IOException {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, USER + " " + password + "\n");
        }

        @Override
        public String toString() {
            return "JMX at port " + port;
        }
    }

    private static final double MICROS_PER_MILLI = 1_000.0;

    private final JMXConnector connector;
    private final String keyspace;

    private JmxConnection(JMXConnector connector, String keyspace) {
        this.connector = connector;
        this.keyspace = keyspace;
    }

    @SuppressWarnings("BanJNDI") // the address is that of a process of ours, on this machine
    static JmxConnection open(Address address, String keyspace) {
        try {
            JMXConnector connector = JMXConnectorFactory.connect(
                    new JMXServiceURL(address.url()), Map.of(JMXConnector.CREDENTIALS, address.credentials()));
            return new JmxConnection(connector, keyspace);
        } catch (IOException e) {
            throw new DatabaseException("Cassandra's " + address + " does not answer: " + e.getMessage(), e);
        }
    }

    private interface Question<R> {
        R of(MBeanServerConnection server) throws IOException, JMException;
    }

    private <R> R ask(Question<R> question) {
        try {
            return question.of(connector.getMBeanServerConnection());
        } catch (IOException | JMException e) {
            throw new DatabaseException("Cassandra's JMX failed: " + e.getMessage(), e);
        }
    }

    private static long count(MBeanServerConnection server, ObjectName metric) throws IOException, JMException {
        return ((Number) server.getAttribute(metric, "Count")).longValue();
    }

    private Set<ObjectName> metrics(MBeanServerConnection server, String name) throws IOException, JMException {
        return server.queryNames(
                new ObjectName(
                        "org.apache.cassandra.metrics:type=Table,keyspace=" + keyspace + ",scope=*,name=" + name),
                null);
    }

    /** Returns the bytes of the keyspace's tables, what is still in memory written out first. */
    long diskBytes() {
        return ask(server -> {
            server.invoke(
                    new ObjectName("org.apache.cassandra.db:type=StorageService"),
                    "forceKeyspaceFlush",
                    new Object[] {keyspace, new String[0]},
                    new String[] {String.class.getName(), String[].class.getName()});
            long bytes = 0;
            for (ObjectName table : metrics(server, "LiveDiskSpaceUsed")) {
                bytes += count(server, table);
            }
            return bytes;
        });
    }

    @Override
    public String source() {
        return "JMX table metrics";
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public Map<String, Work> now() {
        return ask(server -> {
            Map<String, Work> work = new TreeMap<>();
            for (String operation : new String[] {"Read", "Range", "Write"}) {
                for (ObjectName latency : metrics(server, operation + "Latency")) {
                    ObjectName total = new ObjectName(
                            latency.toString().replace(operation + "Latency", operation + "TotalLatency"));
                    work.put(
                            latency.getKeyProperty("scope") + ": " + operation.toLowerCase(Locale.ROOT),
                            new Work(count(server, latency), count(server, total) / MICROS_PER_MILLI));
                }
            }
            return work;
        });
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cassandra's JMX does not let go", e);
        }
    }
}
