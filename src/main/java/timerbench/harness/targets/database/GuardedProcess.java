package timerbench.harness.targets.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import timerbench.harness.targets.process.DatabaseException;

/**
 * A program with a folder of its own. A guard kills the program and removes the folder however this process ends,
 * even by SIGKILL. The guard is a shell that waits for the end of its standard input.
 */
public final class GuardedProcess implements AutoCloseable {
    /**
     * Begins with the program's process id. It ignores signals that are meant for the terminal's whole process group.
     */
    private static final String GUARD = """
            trap '' INT TERM HUP
            pid=$2
            while read -r line; do [ "$line" = ended ] && pid=; done
            [ -n "$pid" ] && kill -KILL "$pid" 2> /dev/null
            tries=0
            while ! rm -rf "$1" 2> /dev/null && [ $tries -lt 20 ]; do tries=$((tries + 1)); sleep 0.1; done
            """;

    /** The program begins when its guard runs, and not at all if this process ends before. */
    private static final String DEAF_AND_WAITING = "trap '' INT; read -r go || exit 1; exec \"$@\" < /dev/null";

    private static final int KEPT_LINES = 30;

    private final Process process;
    private final Process guard;
    private final Deque<String> said = new ArrayDeque<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private GuardedProcess(Process process, Process guard) {
        this.process = process;
        this.guard = guard;
    }

    /**
     * Returns the program when it reports that it is ready.
     *
     * @param name of the program, for messages
     * @param folder of its own, removed with it
     * @param ready whether a line of its output reports that it is ready
     * @throws DatabaseException if it ends or does not become ready in time; the message contains its last lines
     */
    public static GuardedProcess start(
            String name, List<String> command, Path folder, Predicate<String> ready, Duration timeout) {
        GuardedProcess started = launch(name, command, folder);
        started.read(name, ready);
        try {
            var unused = started.process
                    .onExit()
                    .thenAccept(gone -> started.ready.completeExceptionally(
                            new DatabaseException("it ended with exit code " + gone.exitValue())));
            started.ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return started;
        } catch (ExecutionException e) {
            started.close();
            throw new DatabaseException(
                    name + " did not start: " + e.getCause().getMessage() + "\n" + started.said(), e);
        } catch (TimeoutException e) {
            started.close();
            throw new DatabaseException(
                    name + " was not ready within " + timeout.toSeconds() + " s\n" + started.said(), e);
        } catch (InterruptedException e) {
            started.close();
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while " + name + " started", e);
        }
    }

    private static GuardedProcess launch(String name, List<String> command, Path folder) {
        List<String> waiting = new ArrayList<>(List.of("sh", "-c", DEAF_AND_WAITING, "sh"));
        waiting.addAll(command);
        Process process = null;
        try {
            process = new ProcessBuilder(waiting)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            Process guard = new ProcessBuilder(
                            "sh", "-c", GUARD, "guard", folder.toString(), Long.toString(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            tell(process.getOutputStream(), "go\n");
            return new GuardedProcess(process, guard);
        } catch (IOException e) {
            if (process != null) {
                process.destroyForcibly();
            }
            throw new DatabaseException(name + " could not be started: " + e.getMessage(), e);
        }
    }

    private void read(String name, Predicate<String> isReady) {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Thread reader = new Thread(
                () -> {
                    try {
                        output.lines().forEach(line -> hear(line, isReady));
                    } catch (UncheckedIOException e) {
                        // A broken stream means the same as its end: the process is gone. Others notice that.
                        hear("its output broke off: " + e.getMessage(), isReady);
                    }
                },
                name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void hear(String line, Predicate<String> isReady) {
        synchronized (said) {
            said.add(line);
            if (said.size() > KEPT_LINES) {
                said.remove();
            }
        }
        if (isReady.test(line)) {
            ready.complete(null);
        }
    }

    /** Returns the last lines of its output. */
    public String said() {
        synchronized (said) {
            return String.join("\n", said);
        }
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    private static void tell(OutputStream stream, String line) throws IOException {
        stream.write(line.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    /** Kills the program and removes its folder. */
    @Override
    public void close() {
        try {
            if (process.destroyForcibly().waitFor(10, TimeUnit.SECONDS) && guard.isAlive()) {
                tell(guard.getOutputStream(), "ended\n");
            }
            guard.getOutputStream().close();
            guard.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            // Closed before: there is nobody to tell any more.
            if (guard.isAlive()) {
                throw new UncheckedIOException("the guard of process " + process.pid() + " does not listen", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
