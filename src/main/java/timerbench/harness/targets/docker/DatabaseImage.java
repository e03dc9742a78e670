package timerbench.harness.targets.docker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/** The databases that are started in containers: the official image of each, and how it is run. */
public enum DatabaseImage {
    /** As durable as the embedded one. */
    POSTGRES("postgres:18", 5432, "database system is ready to accept connections", 2) {
        @Override
        List<String> command() {
            return List.of(
                    "postgres",
                    "-cfsync=on",
                    "-csynchronous_commit=on",
                    "-cfull_page_writes=on",
                    "-cmax_connections=100",
                    "-cshared_preload_libraries=pg_stat_statements");
        }
    },
    CASSANDRA("cassandra:5.0", 9042, "Starting listening for CQL clients", 1) {
        /** Its start script makes the heap fit the machine's memory, whatever the container may use. */
        @Override
        Map<String, String> environment(ContainerLimits limits) {
            Map<String, String> environment = new LinkedHashMap<>();
            environment.put("JVM_EXTRA_OPTS", "-Dcassandra.skip_wait_for_gossip_to_settle=0");
            if (!limits.memory().isEmpty()) {
                environment.put("MAX_HEAP_SIZE", limits.memoryBytes() / 2 / 1_048_576 + "M");
                environment.put("HEAP_NEWSIZE", limits.memoryBytes() / 8 / 1_048_576 + "M");
            }
            return environment;
        }
    },
    MONGODB("mongo:8", 27017, "Waiting for connections", 1),
    /** An emulator. */
    DYNAMODB("amazon/dynamodb-local", 8000, "", 0) {
        @Override
        List<String> command() {
            return List.of("-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb", "-disableTelemetry");
        }
    };

    private final String image;
    private final int port;
    private final String readyLine;
    private final int readyTimes;

    /** @param readyLine what its log says, so many times, when it is ready; empty: it answers over HTTP then */
    DatabaseImage(String image, int port, String readyLine, int readyTimes) {
        this.image = image;
        this.port = port;
        this.readyLine = readyLine;
        this.readyTimes = readyTimes;
    }

    /** Returns the official image, with its tag. */
    public String image() {
        return image;
    }

    int port() {
        return port;
    }

    /** Returns the arguments that it is run with; empty: its own. */
    List<String> command() {
        return List.of();
    }

    Map<String, String> environment(ContainerLimits limits) {
        return Map.of();
    }

    WaitStrategy ready(Duration timeout) {
        WaitStrategy ready = readyLine.isEmpty()
                ? Wait.forHttp("/").forStatusCodeMatching(status -> true)
                : Wait.forLogMessage(".*" + readyLine + ".*\\s", readyTimes);
        return ready.withStartupTimeout(timeout);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
