package timerbench.harness.targets.docker;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.ForwardingDatabase;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.process.Disturbable;
import timerbench.settings.Settings;

/** A database in a container: what it is asked is asked at its address, and it is gone with the container. */
public final class ContainedDatabase extends ForwardingDatabase {
    private final DatabaseContainer container;

    private ContainedDatabase(DatabaseContainer container, DatabaseServer answering) {
        super(answering);
        this.container = container;
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
    public Optional<ProcessHandle> process() {
        return container.process();
    }

    @Override
    public Optional<Disturbable> disturbable() {
        return Optional.of(new DisturbedContainer(container.id(), super::diskBytes));
    }

    @Override
    public Map<String, String> limits() {
        return container.limits();
    }

    @Override
    public String toString() {
        return super.toString() + " in a container";
    }

    @Override
    public void close() {
        try (container) {
            super.close();
        }
    }
}
