package timerbench.harness.targets;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.docker.DatabaseContainer;

/** A database that answers from a container, and is gone with it. */
final class ContainedDatabase implements DatabaseServer {
    private final DatabaseContainer container;
    private final DatabaseServer answering;

    /** @param answering what is at the container's address */
    ContainedDatabase(DatabaseContainer container, DatabaseServer answering) {
        this.container = container;
        this.answering = answering;
    }

    @Override
    public Provision provision() {
        return Provision.DOCKER;
    }

    @Override
    public boolean isEmulator() {
        return answering.isEmulator();
    }

    @Override
    public Map<String, String> serviceSettings() {
        return answering.serviceSettings();
    }

    @Override
    public Map<String, String> serviceEnvironment() {
        return answering.serviceEnvironment();
    }

    @Override
    public Optional<ProcessHandle> process() {
        return container.process();
    }

    @Override
    public OptionalLong diskBytes() {
        return answering.diskBytes();
    }

    @Override
    public Map<String, String> durability() {
        return answering.durability();
    }

    @Override
    public Map<String, String> limits() {
        return container.limits();
    }

    @Override
    public Profiler profiler(Supplier<List<String>> metrics) {
        return answering.profiler(metrics);
    }

    @Override
    public double bareCreatesPerSecond(Duration warmUp, Duration measured) {
        return answering.bareCreatesPerSecond(warmUp, measured);
    }

    @Override
    public void close() {
        try (container) {
            answering.close();
        }
    }
}
