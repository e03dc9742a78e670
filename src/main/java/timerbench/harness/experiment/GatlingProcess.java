package timerbench.harness.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import timerbench.harness.load.process.RunLog;
import timerbench.harness.load.process.SimulationJvm;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;

/** A simulation in a JVM of its own, with the heap that Gatling's Maven plugin gives it. */
public final class GatlingProcess {
    private GatlingProcess() {}

    /**
     * Runs a simulation to its end, and returns the exit code. Its output goes into {@link SimulationJvm#LOG}.
     *
     * @param results the folder for its results; no other run may write into it
     * @param properties of the JVM, among them settings by full names
     * @param progress receives where the run is, again and again
     */
    static int run(
            String simulation, Path results, Map<String, String> properties, Duration period, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path log = results.resolve(SimulationJvm.LOG);
        Process process = start(simulation, results, properties, log);
        while (!process.waitFor(period.toMillis(), TimeUnit.MILLISECONDS)) {
            progress.accept(RunLog.progress(log));
        }
        return process.exitValue();
    }

    /** Returns why a run failed, as far as its output says. */
    static String failure(Path results, int exitCode) throws IOException {
        Path log = results.resolve(SimulationJvm.LOG);
        return "exit code " + exitCode + ": " + RunLog.complaint(log) + "; all that it printed is in " + log;
    }

    /** Starts a simulation, and returns its process. Its output goes into the file. */
    static Process start(String simulation, Path results, Map<String, String> properties, Path log) throws IOException {
        return new ProcessBuilder(SimulationJvm.command(simulation, results, properties, SimulationJvm.HEAP))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Returns the run that a simulation left in a results folder of its own; empty if it left none. */
    public static Optional<Run> left(Path results) throws IOException {
        Path run = results.resolve("latest");
        return Files.exists(run.resolve(RunFile.NAME)) ? Optional.of(RunFile.read(run)) : Optional.empty();
    }
}
