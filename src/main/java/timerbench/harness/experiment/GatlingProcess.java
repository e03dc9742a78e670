package timerbench.harness.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.load.RunProcess;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;

/** A simulation in a JVM of its own, with the heap that Gatling's Maven plugin gives it. */
public final class GatlingProcess {
    private GatlingProcess() {}

    /**
     * Runs a simulation to its end, and returns the exit code. Its output goes where that of this process goes.
     *
     * @param results the folder for its results; no other run may write into it
     * @param properties of the JVM, among them settings by full names
     */
    public static int run(String simulation, Path results, Map<String, String> properties)
            throws IOException, InterruptedException {
        return new ProcessBuilder(command(simulation, results, properties))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Starts a simulation, and returns its process. Its output goes into the file. */
    static Process start(String simulation, Path results, Map<String, String> properties, Path log) throws IOException {
        return new ProcessBuilder(command(simulation, results, properties))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Returns the run that a simulation left in a results folder of its own; empty if it left none. */
    public static Optional<Run> left(Path results) throws IOException {
        Path run = results.resolve("latest");
        return Files.exists(run.resolve(RunFile.NAME)) ? Optional.of(RunFile.read(run)) : Optional.empty();
    }

    private static List<String> command(String simulation, Path results, Map<String, String> properties) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1G",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-D" + RunProcess.RESULTS + "=" + results));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatling.app.Gatling",
                "--simulation",
                simulation,
                "--results-folder",
                results.toString()));
        return command;
    }
}
