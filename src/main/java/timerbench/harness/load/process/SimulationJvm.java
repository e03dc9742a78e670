package timerbench.harness.load.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command that runs a simulation in a JVM of its own, with the class path of this one. */
public final class SimulationJvm {
    /** The system property that names the folder which Gatling was told to write its results into. */
    public static final String RESULTS = "timer-bench.results";

    /** The file of its output, in its folder of results. */
    public static final String LOG = "console.log";

    /** The heap that Gatling's Maven plugin gives a simulation, in bytes. */
    public static final long HEAP = 1L << 30;

    private static final String OF_SETTING = "-Dtimerbench.";

    private SimulationJvm() {}

    /**
     * Returns the command. The arguments that {@code TIMER_BENCH_JVM_ARGS} adds for this JVM are in it, too.
     *
     * @param results the folder for its results; no other run may write into it
     * @param properties of the JVM, among them settings by full names
     * @param heap the most that its heap may take, in bytes
     * @param options further options of Gatling
     */
    public static List<String> command(
            String simulation, Path results, Map<String, String> properties, long heap, String... options) {
        List<String> command = jvm(results, properties, heap, System.getenv("TIMER_BENCH_JVM_ARGS"));
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

    /** @param further arguments, as the environment has them */
    static List<String> jvm(Path results, Map<String, String> properties, long heap, @Nullable String further) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-D" + RESULTS + "=" + results));
        // Settings are among the properties, as far as they are for the simulation.
        arguments(further).filter(argument -> !argument.startsWith(OF_SETTING)).forEach(command::add);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        return command;
    }

    /** Splits arguments as the script {@code timer-bench} does. */
    private static Stream<String> arguments(@Nullable String text) {
        return text == null
                ? Stream.empty()
                : Stream.of(text.trim().split("\\s+")).filter(word -> !word.isEmpty());
    }
}
