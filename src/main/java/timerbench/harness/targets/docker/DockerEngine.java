package timerbench.harness.targets.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.command.SyncDockerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import timerbench.harness.targets.process.DatabaseException;

/** The Docker engine of this machine. */
public final class DockerEngine {
    /** Marks every container that is started here; its value says what for. */
    public static final String LABEL = "timer-bench";

    private DockerEngine() {}

    /** Returns why no engine can be used, and what to do about it; empty if one answers. */
    public static Optional<String> complaint() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        String host = System.getenv("DOCKER_HOST");
        return Optional.of("no Docker engine answers; tried "
                + (host == null ? "" : "DOCKER_HOST (" + host + "), ")
                + "/var/run/docker.sock, and the sockets of Docker Desktop and of rootless engines."
                + " Start one (docker info must succeed for " + System.getProperty("user.name")
                + "), or point DOCKER_HOST to one, or choose what needs none:"
                + " an embedded database, the service as a process");
    }

    /**
     * Makes sure that the engine has the image; pulls a missing one within the given time.
     *
     * @throws DatabaseException if no engine answers or the image is not available
     */
    public static void requireImage(String image, Duration timeout) {
        DockerClient client = client();
        try {
            client.inspectImageCmd(image).exec();
        } catch (NotFoundException missing) {
            pull(client, image, timeout);
        }
    }

    private static void pull(DockerClient client, String image, Duration timeout) {
        String advice = "; pull it where there is a network, or name one that docker images lists";
        try {
            boolean done = client.pullImageCmd(tagged(image))
                    .exec(new PullImageResultCallback())
                    .awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!done) {
                throw new DatabaseException(
                        "image " + image + " was not pulled within " + timeout.toSeconds() + " s" + advice);
            }
        } catch (DockerException e) {
            throw new DatabaseException("image " + image + " could not be pulled: " + e.getMessage() + advice, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while image " + image + " was pulled", e);
        }
    }

    /** Without a tag or digest, the engine would pull every tag. */
    private static String tagged(String image) {
        return image.substring(image.lastIndexOf('/') + 1).contains(":") ? image : image + ":latest";
    }

    /** Returns the id of an image that the engine has. */
    public static String imageId(String image) {
        return client().inspectImageCmd(image).exec().getId();
    }

    /**
     * Returns whether the engine has a network of this name.
     *
     * @throws DatabaseException if no engine answers
     */
    public static boolean hasNetwork(String name) {
        try {
            client().inspectNetworkCmd().withNetworkId(name).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /**
     * Returns the memory in bytes of the machine that runs the containers.
     *
     * @throws DatabaseException if no engine answers
     */
    public static long memoryBytes() {
        return Objects.requireNonNull(client().infoCmd().exec().getMemTotal());
    }

    /**
     * Ends a container by SIGTERM, and after so many seconds by SIGKILL. A container that has ended is left as it is.
     *
     * @param container its name or id
     */
    public static void stop(String container, int graceSeconds) {
        try {
            client().stopContainerCmd(container).withTimeout(graceSeconds).exec();
        } catch (NotFoundException | NotModifiedException ended) {
            // It has ended by itself.
        } catch (DockerException e) {
            throw new DatabaseException("container " + container + " could not be stopped: " + e.getMessage(), e);
        }
    }

    /** Ends a container by SIGKILL, and returns when it has ended. Its data stay. */
    public static void kill(String container) {
        tell(container, "killed", client().killContainerCmd(container));
    }

    /** Starts a container again that has ended, with its data and at the ports that were chosen for it. */
    static void startAgain(String container) {
        tell(container, "started again", client().startContainerCmd(container));
    }

    /** Freezes all processes of a container. */
    public static void pause(String container) {
        tell(container, "paused", client().pauseContainerCmd(container));
    }

    /** Lets the processes of a paused container go on. */
    public static void unpause(String container) {
        tell(container, "continued", client().unpauseContainerCmd(container));
    }

    private static void tell(String container, String what, SyncDockerCmd<?> command) {
        try {
            command.exec();
        } catch (DockerException e) {
            throw new DatabaseException("container " + container + " could not be " + what + ": " + e.getMessage(), e);
        }
    }

    /**
     * Removes the container with its data. A container that is being removed already may take a moment longer.
     *
     * @param container its name or id
     */
    public static void remove(String container) {
        try {
            client().removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException | ConflictException gone) {
            // It is gone or being removed.
        } catch (DockerException e) {
            throw new DatabaseException("container " + container + " could not be removed: " + e.getMessage(), e);
        }
    }

    static DockerClient client() {
        complaint().ifPresent(complaint -> {
            throw new DatabaseException(complaint);
        });
        return DockerClientFactory.lazyClient();
    }

    /** Returns where the engine listens, for the variable {@code DOCKER_HOST} of programs that talk to it. */
    public static URI address() {
        client();
        return DockerClientFactory.instance().getTransportConfig().getDockerHost();
    }
}
