package timerbench.harness.targets.process;

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
     */
    public Stopped stop() {
        Set<ProcessHandle> stopped = new LinkedHashSet<>(all());
        ShellGuard guard = guard(stopped);
        Signal.STOP.send(List.copyOf(stopped));
        // Processes that were started meanwhile. The parent is stopped now, and starts no others.
        while (stopped.addAll(all())) {
            guard.close();
            guard = guard(stopped);
            Signal.STOP.send(List.copyOf(stopped));
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

        /** Lets them go on (SIGCONT). */
        public void resume() {
            Signal.CONTINUE.send(List.copyOf(processes));
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
}
