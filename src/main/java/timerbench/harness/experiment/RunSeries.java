package timerbench.harness.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import timerbench.harness.load.Console;
import timerbench.harness.load.RunProcess;
import timerbench.harness.load.process.RunLog;
import timerbench.harness.load.process.SimulationJvm;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Run;

/**
 * Makes runs one after the other, each in a JVM of its own, and shows where it is. The first Ctrl-C ends the current
 * run, which does not count, and those before are returned. The second ends the process immediately.
 */
public final class RunSeries {
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Where progress comes in lines, one in so many is printed: they would drown the rest. */
    private static final int LINES_LEFT_OUT = 6;

    private final Path folder;
    private final Console console = Console.system();
    private double share;
    private volatile boolean interrupted;
    private volatile @Nullable Process running;

    private RunSeries(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns a series that has made no run yet. From now on, Ctrl-C interrupts it.
     *
     * @param folder for the results, which exists
     */
    public static RunSeries into(Path folder) {
        RunSeries series = new RunSeries(folder);
        RunProcess.onInterrupt(series::interrupt, () -> System.exit(ExitCode.INTERRUPTED));
        return series;
    }

    private void interrupt() {
        interrupted = true;
        console.say("timer-bench: interrupted; the current run ends and does not count. Ctrl-C again ends immediately");
        Process process = running;
        if (process != null) {
            process.destroy();
        }
    }

    /** Returns whether Ctrl-C was given. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** Prints a message that stays. */
    public void say(String line) {
        console.say("timer-bench: " + line);
    }

    /** Prints the results. */
    public void print(String text) {
        console.say("\n" + text);
    }

    private void progress(String line) {
        console.progress(share, line);
    }

    /** Makes the runs; as {@link #make(List, Duration, Preparation)} without a preparation. */
    public List<Made> make(List<Planned> runs, Duration expected) throws IOException, InterruptedException {
        return make(runs, expected, (planned, progress) -> Optional.empty());
    }

    /**
     * Makes the runs in this order, and returns them. Whatever goes wrong with one, the others go on. If the series
     * is interrupted, those that ended before are returned.
     *
     * @param expected how long a run takes, as far as is known before the first
     * @param before what to do before each run
     */
    public List<Made> make(List<Planned> runs, Duration expected, Preparation before)
            throws IOException, InterruptedException {
        RemainingTime remaining = new RemainingTime(runs.size(), expected);
        say(runs.size() + (runs.size() == 1 ? " run, " : " runs, ") + remaining.text() + "; results go to " + folder);
        List<Made> made = new ArrayList<>();
        for (Planned planned : runs) {
            if (interrupted) {
                break;
            }
            share = (double) made.size() / runs.size();
            long start = System.nanoTime();
            String place = "[" + (made.size() + 1) + " of " + runs.size() + "] " + planned.name();
            say(place + ", " + remaining.text() + " left");
            Optional<String> trouble = before.prepare(planned, line -> progress(place + " · " + line));
            complain(place, trouble);
            Made result = attempt(planned, place);
            complain(place, result.failure().map(reason -> "failed: " + reason));
            if (!interrupted) {
                made.add(result);
                remaining.runTook(Duration.ofNanos(System.nanoTime() - start));
            }
        }
        return made;
    }

    private void complain(String place, Optional<String> trouble) {
        if (!interrupted) {
            trouble.ifPresent(text -> say(place + ": " + text));
        }
    }

    private Made attempt(Planned planned, String place) throws InterruptedException {
        try {
            Path results = Files.createDirectories(folder.resolve(planned.folder()));
            Path log = results.resolve(SimulationJvm.LOG);
            Process process = GatlingProcess.start(planned.simulation(), results, planned.settings(), log);
            running = process;
            try {
                await(process, log, place);
            } finally {
                end(process);
            }
            return made(planned, results, process.exitValue());
        } catch (IOException e) {
            return Made.failed(planned, String.valueOf(e.getMessage()));
        }
    }

    private void await(Process process, Path log, String place) throws IOException, InterruptedException {
        long period = console.period(LINES_LEFT_OUT).toMillis();
        while (!interrupted && !process.waitFor(period, TimeUnit.MILLISECONDS)) {
            progress(place + " · " + RunLog.progress(log));
        }
    }

    private void end(Process process) throws InterruptedException {
        running = null;
        if (process.isAlive()) {
            process.destroy();
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** A run that crossed a threshold is a result, too: only one that left no results has failed. */
    private static Made made(Planned planned, Path results, int exitCode) throws IOException {
        Optional<Run> run = GatlingProcess.left(results);
        return run.isPresent()
                ? Made.of(planned, run.get())
                : Made.failed(planned, GatlingProcess.failure(results, exitCode));
    }

    /** What is done before each run of a series, such as measuring a driver. */
    @FunctionalInterface
    public interface Preparation {
        /**
         * Prepares a run. Returns a message about what went wrong; the run is made nevertheless.
         *
         * @param progress shows what is done
         */
        Optional<String> prepare(Planned planned, Consumer<String> progress);
    }

    /**
     * A run to make.
     *
     * @param name for people
     * @param folder of its results, within that of the series
     * @param simulation the full name of its class
     * @param settings by their full names
     */
    public record Planned(String name, String folder, String simulation, Map<String, String> settings) {
        /** Copies the settings. */
        public Planned {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * A run that was made.
     *
     * @param run absent if there are no results
     * @param failure why the figures do not count, though some may be there; absent if they count
     */
    public record Made(Planned planned, Optional<Run> run, Optional<String> failure) {
        /** Requires a run, or a reason why there is none. */
        public Made {
            if (run.isEmpty() && failure.isEmpty()) {
                throw new IllegalArgumentException(planned.name() + ": neither a run nor a reason why there is none");
            }
        }

        /** Returns a run that left results. If it was cut short, its figures do not count for that reason. */
        public static Made of(Planned planned, Run run) {
            return new Made(
                    planned, Optional.of(run), run.trials().get(0).outcome().cutShortBy());
        }

        /** Returns a run without figures. */
        public static Made failed(Planned planned, String reason) {
            return new Made(planned, Optional.empty(), Optional.of(reason));
        }
    }
}
