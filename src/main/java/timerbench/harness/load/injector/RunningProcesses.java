package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import timerbench.harness.load.process.RunLog;
import timerbench.harness.load.process.SimulationJvm;
import timerbench.harness.run.WholeFile;
import timerbench.harness.targets.process.AtExit;
import timerbench.harness.targets.process.ShellGuard;

/** Injectors that are processes of this machine. None outlives this process, however it ends. */
final class RunningProcesses implements RunningInjectors {
    /** The longest time between SIGTERM and SIGKILL. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What the guard does with the processes, if this one ends without closing. */
    private static final String END = """
            any() { for pid; do kill -0 "$pid" && return; done; return 1; }
            kill -TERM "$@"
            tries=0
            while any "$@" && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
            kill -KILL "$@"
            """;

    private static final int LINES = 20;

    private final List<InjectorProcess> injectors;
    private final ShellGuard guard;
    private final AtExit end = new AtExit("stop-injectors", this::end);

    private RunningProcesses(List<InjectorProcess> injectors) {
        this.injectors = List.copyOf(injectors);
        this.guard = ShellGuard.of(
                END,
                injectors.stream()
                        .map(injector -> Long.toString(injector.process().pid()))
                        .toArray(String[]::new));
    }

    /**
     * Lets injectors begin that wait for it.
     *
     * @throws IOException if one ended before; none is left then
     */
    static RunningProcesses go(List<InjectorProcess> injectors) throws IOException {
        RunningProcesses running = new RunningProcesses(injectors);
        try {
            for (InjectorProcess injector : injectors) {
                injector.go();
            }
            return running;
        } catch (IOException e) {
            running.close();
            throw e;
        }
    }

    @Override
    public Optional<String> failure(int index) throws IOException {
        Process process = injectors.get(index).process();
        // The part comes last, so what happens after it does no harm.
        if (process.isAlive() || Files.exists(file(index, InjectorFolder.PART))) {
            return Optional.empty();
        }
        Path log = file(index, SimulationJvm.LOG);
        return Optional.of(new InjectorEnd(process.exitValue()).text(RunLog.complaint(log), log));
    }

    private Path file(int index, String name) {
        return injectors.get(index).folder().resolve(name);
    }

    @Override
    public Optional<byte[]> read(int index, String file) throws IOException {
        Path path = file(index, file);
        return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    }

    @Override
    public void write(int index, String file, byte[] content) throws IOException {
        WholeFile.write(file(index, file), content);
    }

    @Override
    public ClockDifference clock(int index) {
        return ClockDifference.NONE;
    }

    @Override
    public List<String> lastLines(int index) {
        try {
            return RunLog.last(file(index, SimulationJvm.LOG), LINES);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Ends all processes by SIGTERM, and by SIGKILL those that do not heed it. */
    @Override
    public void close() {
        end.now();
    }

    private void end() {
        injectors.forEach(injector -> injector.process().destroy());
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            for (InjectorProcess injector : injectors) {
                injector.process().waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            for (InjectorProcess injector : injectors) {
                injector.process().destroyForcibly().waitFor();
            }
            guard.close();
        } catch (InterruptedException e) {
            // The guard ends what is left when this process ends.
            Thread.currentThread().interrupt();
        }
    }
}
