package timerbench.harness.targets.database.cassandra;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.Artifacts;
import timerbench.harness.targets.database.GuardedProcess;
import timerbench.harness.targets.process.DatabaseException;

/** A real Cassandra of one node, in a JVM and a folder of its own. */
final class CassandraProcess implements AutoCloseable {
    private static final String JMX_PASSWORD = "jmx.password";
    private static final String READY = "Starting listening for CQL clients";

    private static final List<String> JVM = List.of(
            "-Xms256m",
            "-Xmx512m",
            "-Xss384k",
            "-XX:+UseG1GC",
            "-XX:MaxDirectMemorySize=256m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dcassandra-foreground=yes",
            // A single node has no other to wait for.
            "-Dcassandra.skip_wait_for_gossip_to_settle=0",
            "-Dcassandra.ring_delay_ms=0",
            "-Dcassandra.superuser_setup_delay_ms=0",
            // Table definitions need not survive the server, because its folder is removed at its end. Writes to
            // tables are synced as usual.
            "-Dcassandra.unsafesystem=true",
            "-Dcassandra.test.flush_local_schema_changes=false",
            "-Djdk.attach.allowAttachSelf=true",
            "-Dio.netty.tryReflectionSetAccessible=true");

    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/java.lang.ref",
            "java.management/com.sun.jmx.remote.security",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.unsupported/sun.misc",
            "jdk.attach/sun.tools.attach");

    private static final List<String> OPENS = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "jdk.management/com.sun.management.internal");

    private final GuardedProcess process;
    private final Path folder;
    private final int nativePort;
    private final JmxConnection.Address jmx;

    private CassandraProcess(GuardedProcess process, Path folder, int nativePort, JmxConnection.Address jmx) {
        this.process = process;
        this.folder = folder;
        this.nativePort = nativePort;
        this.jmx = jmx;
    }

    /**
     * Returns the server when it answers.
     *
     * @throws DatabaseException if it cannot be fetched or does not start in time
     */
    static CassandraProcess start(CommitlogSync sync, Duration timeout) {
        Path java = Java17.command();
        List<Path> classPath = Artifacts.classPath("cassandra");
        List<Integer> ports = freePorts(3);
        try {
            Path folder = Files.createTempDirectory("timer-bench-cassandra-");
            write("cassandra-logback.xml", folder, Map.of());
            write(
                    "cassandra.yaml",
                    folder,
                    Map.of(
                            "{nativePort}", Integer.toString(ports.get(0)),
                            "{storagePort}", Integer.toString(ports.get(1)),
                            "{sync}", sync.word(),
                            "{syncPeriod}", sync.line()));
            JmxConnection.Address jmx =
                    new JmxConnection.Address(ports.get(2), UUID.randomUUID().toString());
            jmx.writePassword(folder.resolve(JMX_PASSWORD));
            GuardedProcess process = GuardedProcess.start(
                    "Cassandra", command(java, classPath, folder, jmx), folder, line -> line.contains(READY), timeout);
            return new CassandraProcess(process, folder, ports.get(0), jmx);
        } catch (IOException e) {
            throw new DatabaseException("the folder of Cassandra could not be created: " + e.getMessage(), e);
        }
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new DatabaseException("no free port for Cassandra: " + e.getMessage(), e);
        }
    }

    private static void write(String name, Path folder, Map<String, String> values) throws IOException {
        try (InputStream template = CassandraProcess.class.getResourceAsStream("/databases/" + name)) {
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace(value.getKey(), value.getValue());
            }
            Files.writeString(folder.resolve(name), text);
        }
    }

    private static List<String> command(Path java, List<Path> classPath, Path folder, JmxConnection.Address jmx) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(JVM);
        command.add("-javaagent:" + jar(classPath, "jamm-"));
        command.add("-Dcassandra.config=" + folder.resolve("cassandra.yaml").toUri());
        command.add("-Dlogback.configurationFile=" + folder.resolve("cassandra-logback.xml"));
        command.add("-Dcassandra.storagedir=" + folder.resolve("data"));
        command.add("-Dcassandra.logdir=" + folder);
        command.add("-Djava.io.tmpdir=" + folder);
        command.add("-Dcassandra.jmx.local.port=" + jmx.port());
        // JMX can do anything to the server, and its port on loopback is open to all users of the machine.
        command.add("-Dcom.sun.management.jmxremote.authenticate=true");
        command.add("-Dcom.sun.management.jmxremote.password.file=" + folder.resolve(JMX_PASSWORD));
        EXPORTS.forEach(each -> command.add("--add-exports=" + each + "=ALL-UNNAMED"));
        OPENS.forEach(each -> command.add("--add-opens=" + each + "=ALL-UNNAMED"));
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add("org.apache.cassandra.service.CassandraDaemon");
        return command;
    }

    private static Path jar(List<Path> classPath, String prefix) {
        Stream<Path> jars =
                classPath.stream().filter(path -> path.getFileName().toString().startsWith(prefix));
        return jars.findFirst().orElseThrow(() -> new DatabaseException("Cassandra came without " + prefix + "*.jar"));
    }

    /** Returns its address for clients. */
    String address() {
        return new HostPort("127.0.0.1", nativePort).toString();
    }

    Path folder() {
        return folder;
    }

    JmxConnection.Address jmx() {
        return jmx;
    }

    ProcessHandle process() {
        return process.process();
    }

    @Override
    public void close() {
        process.close();
    }
}
