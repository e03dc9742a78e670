package timerbench.harness.targets.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process with all its descendants, and the signals that reach all of them. */
public final class ProcessTree {
    private static final int KILLED_SECONDS = 10;

    /** A stopped process does not see the end of its standard input, so a guard has to end it. */
    private static final String KILL = "kill -KILL \"$@\"";

    /** A process that has ended meanwhile needs no signal. */
    private static final String SIGNAL = """
            for process do
              kill "-$0" "$process" || { kill -0 "$process" 2> /dev/null && failed=1; }
            done
            exit ${failed:-0}
            """;

    private final ProcessHandle root;

    public ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /**
     * Kills all processes, and returns when they have ended. It also ends stopped ones.
     *
     * @throws IllegalStateException if one is still there after 10 s
     */
    public void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> awaitEnd(process, KILLED_SECONDS));
    }

    /**
     * Asks the root process to end (SIGTERM), and returns when it has ended.
     *
     * @throws IllegalStateException if it is still there after this time
     */
    public void shutDown(int seconds) {
        root.destroy();
        awaitEnd(root, seconds);
    }

    private static void awaitEnd(ProcessHandle process, int seconds) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("process " + process.pid() + " did not end within " + seconds + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("process " + process.pid() + " cannot be watched", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while process " + process.pid() + " ended", e);
        }
    }

    /**
     * Stops all processes (SIGSTOP) until {@link Stopped#resume}. However this process ends meanwhile, they are
     * killed.
     *
     * @throws IllegalStateException if they cannot be stopped
     */
    public Stopped stop() {
        Set<ProcessHandle> stopped = new LinkedHashSet<>(all());
        ShellGuard guard = guard(stopped);
        signal("STOP", stopped);
        // Processes that were started meanwhile. The parent is stopped now, and starts no others.
        while (stopped.addAll(all())) {
            guard.close();
            guard = guard(stopped);
            signal("STOP", stopped);
        }
        return new Stopped(stopped, guard);
    }

    private static ShellGuard guard(Set<ProcessHandle> stopped) {
        return ShellGuard.of(KILL, pids(stopped).toArray(String[]::new));
    }

    /** Processes that are stopped. They stay so after {@link #close}: for processes that have been killed. */
    public static final class Stopped implements AutoCloseable {
        private final Set<ProcessHandle> processes;
        private final ShellGuard guard;

        private Stopped(Set<ProcessHandle> processes, ShellGuard guard) {
            this.processes = processes;
            this.guard = guard;
        }

        /**
         * Lets them go on (SIGCONT).
         *
         * @throws IllegalStateException if that is not possible
         */
        public void resume() {
            signal("CONT", processes);
            close();
        }

        /** Ends the guard of the processes. Closing twice is harmless. */
        @Override
        public void close() {
            guard.close();
        }
    }

    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private static List<String> pids(Set<ProcessHandle> processes) {
        return processes.stream().map(process -> Long.toString(process.pid())).toList();
    }

    /** The JDK has no other signals than SIGTERM and SIGKILL. */
    private static void signal(String name, Set<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SIGNAL, name));
        command.addAll(pids(processes));
        try {
            Process shell =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (shell.waitFor() != 0) {
                throw new IllegalStateException("SIG" + name + " failed: " + said.strip());
            }
        } catch (IOException e) {
            throw new IllegalStateException("SIG" + name + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at SIG" + name, e);
        }
    }
}
