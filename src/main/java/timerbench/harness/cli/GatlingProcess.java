package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import timerbench.harness.gatling.Launcher;

/** A simulation in a JVM of its own, with the heap that Gatling's Maven plugin gives it. */
final class GatlingProcess {
    private GatlingProcess() {}

    /**
     * Returns the exit code when the simulation has ended; its output goes where this process's does.
     *
     * @param results the folder for what it leaves
     * @param properties of the JVM, settings among them
     */
    static int run(String simulation, Path results, Map<String, String> properties)
            throws IOException, InterruptedException {
        return new ProcessBuilder(command(simulation, results, properties))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Returns the simulation when it has started; its output goes into the file. */
    static Process start(String simulation, Path results, Map<String, String> properties, Path log) throws IOException {
        return new ProcessBuilder(command(simulation, results, properties))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static List<String> command(String simulation, Path results, Map<String, String> properties) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1G",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-D" + Launcher.RESULTS + "=" + results));
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
