package timerbench.harness.targets.database.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.PausedProcess;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Disturbable;
import timerbench.settings.Settings;

/**
 * A DynamoDB for the service, with tables of a prefix of its own. It passes no keys to the service, which finds
 * AWS' keys in the environment or where AWS' tools look for them.
 */
public final class DynamoDbServer implements DatabaseServer {
    private static final String SETTINGS = Settings.key("service.dynamodb.");
    static final String LOCAL_REGION = "us-east-1";
    private static final List<String> TABLES = List.of("timer", "lease", "bare");

    private final Provision provision;
    private final DynamoDbAddress address;
    private final @Nullable DynamoDbLocal emulator;
    private final DynamoDbAsyncClient client;
    private final String tablePrefix =
            "timerbench-" + UUID.randomUUID().toString().substring(0, 8);

    private DynamoDbServer(Provision provision, DynamoDbAddress address, @Nullable DynamoDbLocal emulator) {
        this.provision = provision;
        this.address = address;
        this.emulator = emulator;
        this.client = address.client();
    }

    /**
     * Returns AWS' emulator, fetched if need be, in a process of its own.
     *
     * @throws DatabaseException if it does not start
     */
    public static DynamoDbServer embedded(Duration timeout) {
        DynamoDbLocal emulator = DynamoDbLocal.start(timeout);
        return new DynamoDbServer(Provision.EMBEDDED, new DynamoDbAddress(emulator.endpoint(), LOCAL_REGION), emulator);
    }

    /** Returns the server at this address, which was running already or runs in a container. */
    public static DynamoDbServer at(Provision provision, DynamoDbAddress address) {
        return new DynamoDbServer(provision, address, null);
    }

    @Override
    public Provision provision() {
        return provision;
    }

    /** A server at an address of its own is not AWS. */
    @Override
    public boolean isEmulator() {
        return !address.endpoint().isEmpty() && !address.endpoint().contains(".amazonaws.com");
    }

    @Override
    public Optional<HostPort> linkable() {
        return address.linkable();
    }

    @Override
    public Map<String, String> serviceSettings() {
        return serviceSettings(address.endpoint());
    }

    @Override
    public Map<String, String> serviceSettings(HostPort link) {
        return serviceSettings(link.http());
    }

    private Map<String, String> serviceSettings(String endpoint) {
        return Map.of(
                SETTINGS + "endpoint", endpoint,
                SETTINGS + "region", address.region(),
                SETTINGS + "tablePrefix", tablePrefix);
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.ofNullable(emulator).map(DynamoDbLocal::process);
    }

    @Override
    public Optional<Disturbable> disturbable() {
        return process().map(process -> new PausedProcess("DynamoDB Local", process));
    }

    /** Unknown: AWS counts a table's bytes about every six hours, and the emulator keeps them in memory. */
    @Override
    public OptionalLong diskBytes() {
        return OptionalLong.empty();
    }

    /** A server that is started here is the emulator with its tables in memory. */
    @Override
    public Map<String, String> durability() {
        return provision == Provision.EXTERNAL ? Map.of() : Map.of("inMemory", "true");
    }

    @Override
    public Profiler profiler(Supplier<List<String>> metrics) {
        return new CapacityProfiler(tablePrefix, metrics);
    }

    @Override
    public double bareCreatesPerSecond(Duration warmUp, Duration measured) {
        return new BareDynamoDb(client, tablePrefix + "-bare").itemsPerSecond(warmUp, measured);
    }

    /** Deletes the table, if it is there. */
    static void delete(DynamoDbAsyncClient client, String table) {
        try {
            client.deleteTable(request -> request.tableName(table)).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof ResourceNotFoundException)) {
                throw new DatabaseException(
                        "table " + table + " could not be deleted: "
                                + e.getCause().getMessage(),
                        e);
            }
        }
    }

    @Override
    public void close() {
        if (emulator != null) {
            client.close();
            emulator.close();
            return;
        }
        try {
            TABLES.forEach(table -> delete(client, tablePrefix + "-" + table));
        } finally {
            client.close();
        }
    }
}
