package timerbench.harness.targets.database.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.DatabaseSource;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.docker.ContainedDatabase;
import timerbench.harness.targets.docker.DatabaseImage;
import timerbench.settings.Settings;

/** Where DynamoDB comes from: AWS, or an emulator. */
public final class DynamoDbSource implements DatabaseSource {
    /** An emulator. */
    private static final DatabaseImage IMAGE = new DatabaseImage(
            "dynamodb",
            8000,
            DatabaseImage.ReadyLine.NONE,
            List.of("-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb", "-disableTelemetry"),
            limits -> Map.of());

    @Override
    public void check(Settings settings) {
        var unused = List.of(settings.read("external.dynamodb", DynamoDbAddress.class), IMAGE.wanted(settings));
    }

    @Override
    public Optional<String> notStartedAgain(Provision provision) {
        return Optional.of("DynamoDB Local keeps its tables in memory, and they would be gone; it can be stopped");
    }

    @Override
    public Optional<String> notLinkable(Provision provision, Settings settings) {
        boolean isExternal = provision == Provision.EXTERNAL;
        return isExternal
                        && settings.read("external.dynamodb", DynamoDbAddress.class)
                                .linkable()
                                .isEmpty()
                ? Optional.of("a link leads to one address without TLS: external.dynamodb.endpoint must be like"
                        + " http://host:8000")
                : Optional.empty();
    }

    @Override
    public DatabaseServer embedded(Settings settings, Duration timeout) {
        return DynamoDbServer.embedded(timeout);
    }

    @Override
    public DatabaseServer contained(Settings settings, Duration timeout) {
        return ContainedDatabase.start(IMAGE, settings, timeout, address -> {
            DynamoDbAddress here = new DynamoDbAddress("http://" + address, DynamoDbServer.LOCAL_REGION);
            return DynamoDbServer.at(Provision.DOCKER, here);
        });
    }

    @Override
    public DatabaseServer external(Settings settings) {
        DynamoDbAddress external = settings.read("external.dynamodb", DynamoDbAddress.class);
        return DynamoDbServer.at(Provision.EXTERNAL, external);
    }
}
