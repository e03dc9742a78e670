package timerbench.harness.targets.database.cassandra;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.targets.database.DatabasePassword;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.DatabaseSource;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.database.RunSpace;
import timerbench.harness.targets.docker.ContainedDatabase;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.DatabaseImage;
import timerbench.settings.Settings;

/** Where Cassandra servers come from. */
public final class CassandraSource implements DatabaseSource {
    private static final DatabaseImage IMAGE = new DatabaseImage(
            "cassandra",
            9042,
            new DatabaseImage.ReadyLine("Starting listening for CQL clients", 1),
            List.of(),
            CassandraSource::environment);

    /** The image's start script sizes the heap by the machine's memory, whatever the limit of the container. */
    private static Map<String, String> environment(ContainerLimits limits) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("JVM_EXTRA_OPTS", "-Dcassandra.skip_wait_for_gossip_to_settle=0");
        if (!limits.memory().isEmpty()) {
            environment.put("MAX_HEAP_SIZE", limits.memoryBytes() / 2 / 1_048_576 + "M");
            environment.put("HEAP_NEWSIZE", limits.memoryBytes() / 8 / 1_048_576 + "M");
        }
        return environment;
    }

    /** The {@code embedded.commitlogSync} setting. */
    record Embedded(CommitlogSync commitlogSync) {}

    @Override
    public void check(Settings settings) {
        var unused = List.of(
                settings.readPart("embedded", Embedded.class),
                settings.read("external.cassandra", External.class),
                IMAGE.wanted(settings));
    }

    @Override
    public Optional<String> notStartedAgain(Provision provision) {
        return provision == Provision.EMBEDDED
                ? Optional.of(
                        "the embedded Cassandra does not keep its tables over its end; it can be stopped, and with"
                                + " timerbench.provision=docker everything is possible")
                : Optional.empty();
    }

    @Override
    public Optional<String> notLinkable(Provision provision, Settings settings) {
        return Optional.of("Cassandra's driver asks the nodes for their addresses and goes past a link");
    }

    @Override
    public DatabaseServer embedded(Settings settings, Duration timeout) {
        Embedded embedded = settings.readPart("embedded", Embedded.class);
        return CassandraServer.embedded(embedded.commitlogSync, timeout);
    }

    @Override
    public DatabaseServer contained(Settings settings, Duration timeout) {
        return ContainedDatabase.start(IMAGE, settings, timeout, address -> {
            External here = new External(address.toString(), CassandraServer.DATACENTER, 1, "cassandra");
            return CassandraServer.running(Provision.DOCKER, here.address(Optional.empty()));
        });
    }

    /** The {@code external.cassandra} block. */
    record External(String nodes, String datacenter, int replicas, String user) {
        External {
            CassandraAddress.requireForm(nodes);
            if (replicas < 1) {
                throw new IllegalArgumentException("replicas must be at least 1, was " + replicas);
            }
        }

        /** Returns the address with a new keyspace. */
        CassandraAddress address(Optional<String> password) {
            return new CassandraAddress(nodes, datacenter, RunSpace.newName(), replicas, user, password);
        }
    }

    @Override
    public DatabaseServer external(Settings settings) {
        External external = settings.read("external.cassandra", External.class);
        return CassandraServer.running(Provision.EXTERNAL, external.address(DatabasePassword.ofEnvironment()));
    }
}
