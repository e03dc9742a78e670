package timerbench.harness.targets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import timerbench.harness.targets.process.LastLines;
import timerbench.harness.targets.process.ProcessTree;
import timerbench.harness.targets.process.ShellGuard;

/** A service other than the reference service, in its own process. It never outlives this process. */
final class ForeignProcess implements ServiceInstance {
    /** The longest time for the end of the service: five seconds between SIGTERM and SIGKILL, and some to spare. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Ends the process with this id and everything in its group: a script that starts the service without
     * {@code exec} is its parent, and passes no signal on.
     */
    private static final String END = """
            all=-$1
            kill -0 "$all" 2> /dev/null || all=$1
            kill -TERM "$all" 2> /dev/null
            tries=0
            while kill -0 "$all" 2> /dev/null && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
            kill -KILL "$all" 2> /dev/null
            """;

    /**
     * Starts the service only after its guard has started, and not at all if this process ends before. The service
     * gets a process group of its own; macOS has no setsid, but Perl.
     */
    private static final String WAITING_FOR_GO = """
            trap '' INT
            read -r go || exit 1
            if command -v setsid > /dev/null; then exec setsid "$@" < /dev/null; fi
            if command -v perl > /dev/null; then exec perl -e 'setpgrp; exec @ARGV or die "$!"' -- "$@" < /dev/null; fi
            exec "$@" < /dev/null
            """;

    private static final int KEPT_LINES = 20;

    private final Process process;
    private final ShellGuard guard;
    private final ForeignStart start;
    private final Function<Duration, ForeignProcess> again;
    private final LastLines said = new LastLines(KEPT_LINES);
    private Optional<ProcessTree.Stopped> stopped = Optional.empty();

    /** @param again starts it again, within this time */
    private ForeignProcess(Process process, ForeignStart start, Function<Duration, ForeignProcess> again) {
        this.process = process;
        this.guard = ShellGuard.of(END, Long.toString(process.pid()));
        this.start = start;
        this.again = again;
    }

    /**
     * Starts the service and returns it when it is ready.
     *
     * @param folder the working directory
     * @throws TargetException if it ends, or is not ready in time; the message ends with the last lines of its output
     */
    static ForeignProcess start(List<String> command, Path folder, ForeignStart start) {
        ForeignProcess service = launch(command, folder, start);
        Thread reader = service.read();
        try {
            service.go();
            start.probe().awaitReady(start.timeout(), service.process::isAlive);
            return service;
        } catch (TargetException e) {
            service.close();
            join(reader);
            throw new TargetException(e.getMessage() + "\n" + service.said.text(), e);
        }
    }

    private static ForeignProcess launch(List<String> command, Path folder, ForeignStart start) {
        List<String> waiting = new ArrayList<>(List.of("sh", "-c", WAITING_FOR_GO, "sh"));
        waiting.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(waiting).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(start.environment());
        try {
            return new ForeignProcess(
                    builder.start(), start, patience -> start(command, folder, start.within(patience)));
        } catch (IOException e) {
            throw new TargetException("the service could not be started: " + e.getMessage(), e);
        }
    }

    private Thread read() {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Thread reader = new Thread(
                () -> {
                    try {
                        output.lines().forEach(said::add);
                    } catch (UncheckedIOException e) {
                        // A broken stream means that the process has ended, which is noticed elsewhere.
                        said.add("its output broke off: " + e.getMessage());
                    }
                },
                "service-output");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private void go() {
        try {
            process.getOutputStream().write("go\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new TargetException("the service ended before it started: " + e.getMessage(), e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String url() {
        return start.url();
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return Optional.of(process.toHandle());
    }

    private ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /** Also kills what is in its group and no descendant any more. */
    @Override
    public void kill() {
        tree().kill();
        ShellGuard.of("kill -KILL \"-$1\"", Long.toString(process.pid())).tidyUp(PATIENCE);
        guard.close();
    }

    @Override
    public void stop() {
        stopped = Optional.of(tree().stop());
    }

    @Override
    public void resume() {
        stopped.ifPresent(ProcessTree.Stopped::resume);
    }

    @Override
    public void shutDown() {
        close();
    }

    @Override
    public ServiceInstance again(Duration timeout) {
        return again.apply(timeout);
    }

    /** Ends the service with SIGTERM, then with SIGKILL if necessary, and also the processes that it has started. */
    @Override
    public void close() {
        // Also those that left its group.
        List<ProcessHandle> started = process.descendants().toList();
        guard.tidyUp(PATIENCE);
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        started.forEach(ProcessHandle::destroyForcibly);
        stopped.ifPresent(ProcessTree.Stopped::close);
    }
}
