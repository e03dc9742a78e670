package timerbench.harness.targets.database.postgres;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.DatabaseContainer;
import timerbench.harness.targets.docker.DatabaseImage;
import timerbench.harness.targets.process.DatabaseException;

/** A PostgreSQL in a container, as durable as the embedded one, with data that go when it goes. */
public final class PostgresContainer extends AddressedPostgres {
    private static final String USER = "postgres";

    private final DatabaseContainer container;
    private final PostgresAddress address;

    private PostgresContainer(DatabaseContainer container, String password) {
        this.container = container;
        this.address = new PostgresAddress(
                "jdbc:postgresql://" + new HostPort(container.host(), container.port()) + "/postgres",
                USER,
                Optional.of(password),
                Optional.empty());
    }

    /**
     * Returns the server when it answers.
     *
     * @param image the official one, see {@link DatabaseImage#POSTGRES}, or another that is run alike
     * @throws DatabaseException if no engine answers, the image is not to be had, or the server does not start in time
     */
    public static PostgresContainer start(String image, ContainerLimits limits, Duration timeout) {
        // Others on this machine can reach its port.
        String password = UUID.randomUUID().toString();
        return new PostgresContainer(
                DatabaseContainer.start(
                        DatabaseImage.POSTGRES, image, limits, Map.of("POSTGRES_PASSWORD", password), timeout),
                password);
    }

    @Override
    PostgresAddress address() {
        return address;
    }

    @Override
    boolean isOwn() {
        return true;
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
    public Map<String, String> limits() {
        return container.limits();
    }

    @Override
    public void close() {
        container.close();
    }
}
