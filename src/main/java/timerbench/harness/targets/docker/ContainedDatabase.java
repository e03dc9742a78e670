package timerbench.harness.targets.docker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.database.Written;
import timerbench.settings.Settings;

/** A database in a container: what it is asked is asked at its address, and it is gone with the container. */
public final class ContainedDatabase implements DatabaseServer {
    private final DatabaseContainer container;
    private final DatabaseServer answering;

    private ContainedDatabase(DatabaseContainer container, DatabaseServer answering) {
        this.container = container;
        this.answering = answering;
    }

    /**
     * Starts a container as the settings want it.
     *
     * @param answering returns the database at the container's address
     * @throws timerbench.harness.targets.process.DatabaseException if it does not start
     */
    public static ContainedDatabase start(
            DatabaseImage image, Settings settings, Duration timeout, Function<HostPort, DatabaseServer> answering) {
        DatabaseImage.Wanted wanted = image.wanted(settings);
        return of(DatabaseContainer.start(image, wanted.image(), wanted.limits(), Map.of(), timeout), answering);
    }

    /** Returns the database in this container, which is removed if the database does not answer. */
    public static ContainedDatabase of(DatabaseContainer container, Function<HostPort, DatabaseServer> answering) {
        try {
            HostPort address = new HostPort(container.host(), container.port());
            return new ContainedDatabase(container, answering.apply(address));
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
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
    public Optional<Written> written() {
        return answering.written();
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
    public String toString() {
        return answering + " in a container";
    }

    @Override
    public void close() {
        try (container) {
            answering.close();
        }
    }
}
