package timerbench.harness.load.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command that runs a simulation in a JVM of its own, with the class path of this one. */
public final class SimulationJvm {
    /** The system property that names the folder which Gatling was told to write its results into. */
    public static final String RESULTS = "timer-bench.results";

    /** The file of its output, in its folder of results. */
    public static final String LOG = "console.log";

    /** The heap that Gatling's Maven plugin gives a simulation, in bytes. */
    public static final long HEAP = 1L << 30;

    private SimulationJvm() {}

    /**
     * Returns the command.
     *
     * @param results the folder for its results; no other run may write into it
     * @param properties of the JVM, among them settings by full names
     * @param heap the most that its heap may take, in bytes
     * @param options further options of Gatling
     */
    public static List<String> command(
            String simulation, Path results, Map<String, String> properties, long heap, String... options) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-D" + RESULTS + "=" + results));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatling.app.Gatling",
                "--simulation",
                simulation,
                "--results-folder",
                results.toString()));
        command.addAll(List.of(options));
        return command;
    }
}
