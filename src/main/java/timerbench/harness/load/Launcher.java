package timerbench.harness.load;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Who gave the command that this process runs for. */
public final class Launcher {
    private static final String MAVEN = "classworlds.launcher";

    /** The system property that names the folder which Gatling was told to write its results into. */
    public static final String RESULTS = "timer-bench.results";

    private Launcher() {}

    /** Returns the folder that Gatling writes its results into. */
    static Path results() {
        return Path.of(System.getProperty(RESULTS, "results")).toAbsolutePath();
    }

    /** Returns the process of Maven, if that started this one. */
    static Optional<ProcessHandle> maven() {
        return ProcessHandle.current()
                .parent()
                .filter(parent -> parent.info().commandLine().orElse("").contains(MAVEN));
    }

    /** Returns whether this process was started from a shell, by the command line: then nobody stands between. */
    static boolean isCommandLine() {
        return System.getProperty("sun.java.command", "").startsWith("timerbench.harness.cli.");
    }

    /** Returns when Maven started or, where the system does not say or it was not Maven, this process; to 10 ms on Linux. */
    static Instant commandGiven() {
        return maven().orElse(ProcessHandle.current())
                .info()
                .startInstant()
                .orElseGet(() -> Instant.ofEpochMilli(
                        ManagementFactory.getRuntimeMXBean().getStartTime()));
    }
}
