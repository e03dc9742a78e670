package timerbench.harness.targets.database.mongodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.targets.database.DatabasePassword;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.DatabaseSource;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.docker.ContainedDatabase;
import timerbench.harness.targets.docker.DatabaseImage;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Where MongoDB servers come from. */
public final class MongoDbSource implements DatabaseSource {
    private static final DatabaseImage IMAGE = new DatabaseImage(
            "mongodb", 27017, new DatabaseImage.ReadyLine("Waiting for connections", 1), List.of(), limits -> Map.of());

    @Override
    public void check(Settings settings) {
        var unused = List.of(settings.read("external.mongodb", External.class), IMAGE.wanted(settings));
    }

    @Override
    public void require(Provision provision) {
        if (provision == Provision.EMBEDDED) {
            throw new SettingsException("MongoDB cannot be embedded: give timerbench.provision=docker, with Docker on"
                    + " this machine, or timerbench.provision=external with timerbench.external.mongodb.uri");
        }
    }

    @Override
    public Optional<String> notLinkable(Provision provision, Settings settings) {
        boolean isExternal = provision == Provision.EXTERNAL;
        return isExternal
                        && MongoDbAddress.linkable(settings.read("external.mongodb", External.class).uri)
                                .isEmpty()
                ? Optional.of("MongoDB's driver asks the members of a replica set for their addresses and goes past a"
                        + " link; external.mongodb.uri must be like mongodb://host:27017, without replicaSet and TLS")
                : Optional.empty();
    }

    @Override
    public DatabaseServer embedded(Settings settings, Duration timeout) {
        throw new IllegalStateException("refused before"); // by require
    }

    @Override
    public DatabaseServer contained(Settings settings, Duration timeout) {
        return ContainedDatabase.start(
                IMAGE,
                settings,
                timeout,
                address -> ExternalMongoDb.open("mongodb://" + address, "", Optional.empty()));
    }

    /** The {@code external.mongodb} block. */
    record External(String uri, String user) {
        External {
            MongoDbAddress.requireForm(uri);
        }
    }

    @Override
    public DatabaseServer external(Settings settings) {
        External external = settings.read("external.mongodb", External.class);
        return ExternalMongoDb.open(external.uri, external.user, DatabasePassword.ofEnvironment());
    }
}
