package timerbench.service;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import timerbench.harness.targets.database.GuardedProcess;
import timerbench.service.store.mongodb.MongoDbSettings;

/**
 * A MongoDB itself, as a replica set of one server: the binary that the environment variable
 * {@code TIMER_BENCH_MONGOD} names. {@code .ci/mongod} fetches one.
 */
public final class LocalMongoDb implements AutoCloseable {
    private static final String VARIABLE = "TIMER_BENCH_MONGOD";
    private static final Duration START = Duration.ofMinutes(2);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final GuardedProcess process;
    private final String uri;

    private LocalMongoDb(GuardedProcess process, String uri) {
        this.process = process;
        this.uri = uri;
    }

    private static final class Shared {
        static final LocalMongoDb SERVER = start(Path.of(System.getenv(VARIABLE)));
    }

    /** Returns the server of all tests of this JVM, which ends with it. Tests are skipped where no binary is named. */
    public static LocalMongoDb shared() {
        assumeTrue(
                System.getenv(VARIABLE) != null,
                "needs MongoDB itself: " + VARIABLE + " is not set; export " + VARIABLE + "=$(.ci/mongod)");
        return Shared.SERVER;
    }

    private static LocalMongoDb start(Path mongod) {
        try {
            Path folder = Files.createTempDirectory("timer-bench-mongod-");
            int port = freePort();
            GuardedProcess process = GuardedProcess.start(
                    "mongod",
                    List.of(
                            mongod.toAbsolutePath().toString(),
                            "--dbpath=" + folder,
                            "--bind_ip=127.0.0.1",
                            "--port=" + port,
                            "--nounixsocket",
                            "--replSet=rs0",
                            "--oplogSize=64",
                            "--wiredTigerCacheSizeGB=0.25"),
                    folder,
                    line -> line.contains("Waiting for connections"),
                    START);
            initiate(port);
            return new LocalMongoDb(process, "mongodb://127.0.0.1:" + port + "/?replicaSet=rs0");
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of mongod", e);
        }
    }

    /** Whoever connects to it as a replica set waits until it has chosen itself. */
    private static void initiate(int port) {
        Document member = new Document("_id", 0).append("host", "127.0.0.1:" + port);
        Document set = new Document("_id", "rs0").append("members", List.of(member));
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port + "/?directConnection=true")) {
            client.getDatabase("admin").runCommand(new Document("replSetInitiate", set));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String uri() {
        return uri;
    }

    /** Returns settings of a store that there is not yet. */
    MongoDbSettings newStore() {
        return new MongoDbSettings(
                uri, Optional.empty(), "test_" + DATABASES.incrementAndGet(), 2, Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        process.close();
    }

    /** Runs the server until standard input ends, and prints its connection string. */
    public static void main(String[] args) throws IOException {
        try (LocalMongoDb server = start(Path.of(args[0]))) {
            System.out.println("LISTENING " + server.uri());
            while (System.in.read() >= 0) {
                // Nothing is ever sent.
            }
        }
    }
}
