package timerbench.harness.targets.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import timerbench.harness.targets.process.DatabaseException;

/**
 * A shell that waits for its standard input to end, and then removes the containers with a label: however this process ends,
 * SIGKILL included. It stands before the container comes.
 */
public final class ContainerGuard implements AutoCloseable {
    /** The container may still be coming when this process is killed, so it is looked for more than once. */
    private static final String GUARD = """
            trap '' INT TERM HUP
            ended=
            while read -r line; do ended=$line; done
            [ -n "$ended" ] && exit
            for again in 1 2 3 4 5; do
              ids=$(docker ps -aq --filter "label=$1")
              [ -n "$ids" ] && docker rm -f -v $ids
              sleep 0.5
            done
            """;

    private final Process shell;

    private ContainerGuard(Process shell) {
        this.shell = shell;
    }

    /**
     * Returns a guard, which stands.
     *
     * @param label of the containers that it removes, as {@code name=value}
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

    /** Ends the guard, whose container is gone. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().write("ended\n".getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().close();
            shell.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            // Closed before: there is nobody to tell any more.
            if (shell.isAlive()) {
                throw new UncheckedIOException("the guard of a container does not listen", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
