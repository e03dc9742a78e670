package timerbench.harness.targets.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.FreePort;
import timerbench.harness.targets.process.LastLines;

/**
 * A database in a container, which listens only on this machine's loopback interface. It is removed when this is
 * closed, and however this process ends.
 */
public final class DatabaseContainer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int KEPT_LINES = 20;

    private final GenericContainer<?> container;
    private final ContainerGuard guard;
    private final ContainerLimits limits;
    private final int port;

    private DatabaseContainer(GenericContainer<?> container, ContainerGuard guard, ContainerLimits limits, int port) {
        this.container = container;
        this.guard = guard;
        this.limits = limits;
        this.port = port;
    }

    /**
     * Returns the database when it is ready.
     *
     * @param image the official image or another that is run in the same way; it is pulled if the engine lacks it
     * @param secrets variables of its environment
     * @param timeout for the image, and again for the start
     * @throws DatabaseException if no engine answers, the image is not available, or the database does not
     *     start in time; the message contains its last lines
     */
    public static DatabaseContainer start(
            DatabaseImage database,
            String image,
            ContainerLimits limits,
            Map<String, String> secrets,
            Duration timeout) {
        DockerEngine.requireImage(image, timeout);
        String owner = UUID.randomUUID().toString();
        ContainerGuard guard = ContainerGuard.of(DockerEngine.LABEL + ".owner=" + owner);
        LastLines said = new LastLines(KEPT_LINES);
        // A port that the engine chooses is another one when the container starts again.
        PortBinding binding = new PortBinding(
                Ports.Binding.bindIpAndPort(LOOPBACK, FreePort.onLoopback()), ExposedPort.tcp(database.port()));
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withLabel(DockerEngine.LABEL, database.word())
                .withLabel(DockerEngine.LABEL + ".owner", owner)
                .withExposedPorts(database.port())
                .withEnv(database.environment().apply(limits))
                .withEnv(secrets)
                .withCommand(database.command().toArray(String[]::new))
                .withCreateContainerCmdModifier(command -> confine(command, binding, limits))
                .withLogConsumer(frame -> said.add(frame.getUtf8StringWithoutLineEnding()))
                .waitingFor(database.ready(timeout));
        try {
            container.start();
            return new DatabaseContainer(container, guard, limits, container.getMappedPort(database.port()));
        } catch (RuntimeException e) {
            container.stop();
            guard.close();
            throw new DatabaseException("the container of " + image + " " + reason(e, timeout) + "\n" + said.text(), e);
        }
    }

    /** Replaces Testcontainers' own messages, which quote the container's environment with its secrets. */
    private static String reason(Throwable e, Duration timeout) {
        if (e instanceof DockerException) {
            return "was refused by the engine: " + e.getMessage();
        }
        return e.getCause() == null
                ? "ended, or was not ready within " + timeout.toSeconds() + " s"
                : reason(e.getCause(), timeout);
    }

    private static void confine(CreateContainerCmd command, PortBinding binding, ContainerLimits limits) {
        HostConfig host = command.getHostConfig();
        host.withPublishAllPorts(false).withPortBindings(binding);
        limits.applyTo(host);
    }

    /** Returns the host at which it answers. */
    public String host() {
        return LOOPBACK;
    }

    /** Returns the port at which it answers. */
    public int port() {
        return port;
    }

    /** Returns its main process; empty if it does not run on this machine, as with Docker Desktop. */
    public Optional<ProcessHandle> process() {
        return ContainerProcess.of(container.getContainerId());
    }

    /** Returns its limits by name. */
    public Map<String, String> limits() {
        return limits.byName();
    }

    /** Returns the container's id. */
    public String id() {
        return container.getContainerId();
    }

    /** Removes the container with its data. Closing twice is harmless. */
    @Override
    public void close() {
        container.stop();
        guard.close();
    }
}
