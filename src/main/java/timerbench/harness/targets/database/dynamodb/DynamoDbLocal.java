package timerbench.harness.targets.database.dynamodb;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.Artifacts;
import timerbench.harness.targets.database.GuardedProcess;
import timerbench.harness.targets.process.DatabaseException;

/**
 * AWS' emulator in a process of its own. Its data are in memory and end with it: nothing is durable. It listens on
 * all addresses of the machine and has no option to change that; its telemetry is off.
 */
final class DynamoDbLocal implements AutoCloseable {
    private static final String NAME = "dynamodb";
    private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";

    /** The start of the last line that it prints before it listens. */
    private static final String LAST_WORD = "CorsParams:";

    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final GuardedProcess process;
    private final int port;

    private DynamoDbLocal(GuardedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns the emulator when it listens. */
    static DynamoDbLocal start(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<Path> files = Artifacts.classPath(NAME);
        try {
            int port = freePort();
            Path folder = Files.createTempDirectory("timer-bench-" + NAME + "-");
            GuardedProcess process = GuardedProcess.start(
                    NAME, command(files, folder, port), folder, line -> line.startsWith(LAST_WORD), timeout);
            awaitListening(process, port, deadline);
            return new DynamoDbLocal(process, port);
        } catch (IOException e) {
            throw new DatabaseException("the emulator of DynamoDB could not be started: " + e.getMessage(), e);
        }
    }

    private static List<String> command(List<Path> files, Path folder, int port) throws IOException {
        for (Path file : files) {
            if (!isJar(file)) {
                Files.createSymbolicLink(folder.resolve(file.getFileName()), file);
            }
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dsqlite4java.library.path=" + folder,
                "-cp",
                files.stream()
                        .filter(DynamoDbLocal::isJar)
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)),
                MAIN,
                "-port",
                Integer.toString(port),
                "-inMemory",
                "-sharedDb",
                "-disableTelemetry");
    }

    private static boolean isJar(Path file) {
        return file.toString().endsWith(".jar");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(GuardedProcess process, int port, long deadline) {
        while (!isListening(port)) {
            if (System.nanoTime() > deadline || !process.process().isAlive()) {
                String said = process.said();
                process.close();
                throw new DatabaseException("the emulator of DynamoDB does not listen on port " + port + "\n" + said);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String endpoint() {
        return new HostPort("127.0.0.1", port).http();
    }

    ProcessHandle process() {
        return process.process();
    }

    @Override
    public void close() {
        process.close();
    }
}
