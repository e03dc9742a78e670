package timerbench.harness.targets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import timerbench.address.HostPort;
import timerbench.harness.run.ExitCode;
import timerbench.harness.targets.process.LastLines;
import timerbench.harness.targets.process.ProcessTree;
import timerbench.settings.SettingsException;

/** The reference service in a JVM of its own. It ends with its standard input, so it never outlives this process. */
public final class ServiceProcess implements ServiceInstance {
    private static final String READY = "LISTENING ";
    private static final int KEPT_LINES = 20;
    private static final int KILLED_SECONDS = 5;

    /** The time in which a service that another program runs, such as a container's, ends with its standard input. */
    private static final Duration ELSEWHERE = Duration.ofMillis(500);

    /** The longest time for an orderly end, in which the requests that have come are answered. */
    private static final int SHUT_DOWN_SECONDS = 30;

    private final Process process;
    private final HostPort address;
    private final Duration grace;
    private final Function<Duration, ServiceProcess> again;
    private Optional<ProcessTree.Stopped> stopped = Optional.empty();

    /**
     * @param grace the time from the end of its standard input until it is killed
     * @param again starts it again at the same address, within this time
     */
    private ServiceProcess(
            Process process, HostPort address, Duration grace, Function<Duration, ServiceProcess> again) {
        this.process = process;
        this.address = address;
        this.grace = grace;
        this.again = again;
    }

    /**
     * Returns the service when it listens.
     *
     * @throws SettingsException if it refuses its settings, with what it said
     * @throws TargetException if it ends otherwise, or does not listen in time, with what it said
     */
    public static ServiceProcess start(ServiceJvm service, Duration timeout) {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(service.arguments(service.code().classPath()));
        // A JVM that halts waits for its threads, 0.3 s.
        return run(command, service, service.environment(), timeout, Duration.ZERO);
    }

    /**
     * Starts the service with any command, which must pass on standard input, output and the exit code.
     *
     * @param environment of the command
     */
    static ServiceProcess run(
            List<String> command, ServiceJvm service, Map<String, String> environment, Duration timeout) {
        return run(command, service, environment, timeout, ELSEWHERE);
    }

    private static ServiceProcess run(
            List<String> command,
            ServiceJvm service,
            Map<String, String> environment,
            Duration timeout,
            Duration grace) {
        Process process = launch(command, environment);
        LastLines complaints = new LastLines(KEPT_LINES);
        CompletableFuture<Integer> port = new CompletableFuture<>();
        readLines("service-output", process.inputReader(StandardCharsets.UTF_8), line -> {
            if (line.startsWith(READY)) {
                port.complete(Integer.parseInt(line.substring(READY.length())));
            } else {
                // From the JVM itself, such as that it ran out of memory.
                System.err.println("service: " + line);
            }
        });
        Thread errors = readLines("service-errors", process.errorReader(StandardCharsets.UTF_8), line -> {
            complaints.add(line);
            // Before it listens, its errors become part of the exception.
            if (port.isDone()) {
                System.err.println(line);
            }
        });
        CompletableFuture<Process> ended = process.onExit().thenApply(gone -> {
            port.completeExceptionally(new IllegalStateException("it ended with exit code " + gone.exitValue()));
            return gone;
        });
        try {
            int listening = port.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new ServiceProcess(
                    process,
                    new HostPort(service.host(), listening),
                    grace,
                    patience -> start(service.at(listening), patience));
        } catch (ExecutionException e) {
            join(errors);
            String said = said(complaints, e.getCause());
            throw process.exitValue() == ExitCode.WRONG_SETTINGS
                    ? new SettingsException(said)
                    : new TargetException("the service did not start: " + said, e);
        } catch (TimeoutException e) {
            ended.cancel(false);
            process.destroyForcibly();
            throw new TargetException(
                    "the service did not listen within " + timeout.toSeconds() + " s\n" + complaints.text(), e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new TargetException("interrupted while the service started", e);
        }
    }

    private static Process launch(List<String> command, Map<String, String> environment) {
        try {
            // Ctrl-C reaches every process of the terminal, but this process decides when the service ends.
            List<String> immune = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
            immune.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(immune);
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new TargetException("cannot start a JVM for the service: " + e.getMessage(), e);
        }
    }

    private static Thread readLines(String name, BufferedReader reader, Consumer<String> onLine) {
        Thread thread = new Thread(
                () -> {
                    try {
                        reader.lines().forEach(onLine);
                    } catch (UncheckedIOException e) {
                        // The stream ends with the process; a broken stream means the same.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static String said(LastLines complaints, Throwable cause) {
        String said = complaints.text();
        return said.isEmpty() ? String.valueOf(cause.getMessage()) : said;
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
        return address.http();
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return Optional.of(process());
    }

    private ProcessTree tree() {
        return new ProcessTree(process());
    }

    @Override
    public void kill() {
        tree().kill();
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
        tree().shutDown(SHUT_DOWN_SECONDS);
    }

    @Override
    public ServiceInstance again(Duration timeout) {
        return again.apply(timeout);
    }

    /** Ends the service by the end of its standard input, as the end of this process would, or else by SIGKILL. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                // The system may need a moment to kill it.
                process.destroyForcibly().waitFor(KILLED_SECONDS, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        stopped.ifPresent(ProcessTree.Stopped::close);
    }
}
