package timerbench.harness.targets.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import timerbench.harness.targets.process.DatabaseException;

/**
 * A shell that removes the containers with a label however this process ends, even by SIGKILL. It waits for the end
 * of its standard input, and starts before the container.
 */
public final class ContainerGuard implements AutoCloseable {
    /**
     * The container may still be starting when this process is killed, so the guard looks for it more than once. Old
     * engines remove no paused container.
     */
    private static final String GUARD = """
            trap '' INT TERM HUP
            ended=
            while read -r line; do ended=$line; done
            [ -n "$ended" ] && exit
            for again in 1 2 3 4 5; do
              ids=$(docker ps -aq --filter "label=$1")
              [ -n "$ids" ] && docker unpause $ids
              [ -n "$ids" ] && docker rm -f -v $ids
              sleep 0.5
            done
            """;

    private final Process shell;

    private ContainerGuard(Process shell) {
        this.shell = shell;
    }

    /**
     * Returns a running guard.
     *
     * @param label the label of the containers that it removes, as {@code name=value}
     */
    public static ContainerGuard of(String label) {
        ProcessBuilder guard = new ProcessBuilder("sh", "-c", GUARD, "guard", label)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        guard.environment().put("DOCKER_HOST", DockerEngine.address().toString());
        try {
            return new ContainerGuard(guard.start());
        } catch (IOException e) {
            throw new DatabaseException("no guard for a container: " + e.getMessage(), e);
        }
    }

    /** Ends the guard, when its container is gone. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().write("ended\n".getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().close();
            shell.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It was closed before.
            if (shell.isAlive()) {
                throw new UncheckedIOException("the guard of a container does not listen", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
