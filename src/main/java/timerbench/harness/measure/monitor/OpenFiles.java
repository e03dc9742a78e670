package timerbench.harness.measure.monitor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * The number of files and connections that this process has open, and the limit.
 *
 * @param most the limit, as in {@code ulimit -n}
 */
public record OpenFiles(long open, long most) {
    /** Files of the JVM itself, the log and the report. */
    private static final int BESIDES = 100;

    /** With this few left, an error in opening another file is due to the limit. */
    private static final int NEARLY_ALL = 8;

    /** Returns the numbers of this process; empty if the system has no such limit. */
    public static Optional<OpenFiles> now() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? Optional.of(new OpenFiles(system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount()))
                : Optional.empty();
    }

    /** Returns an error if the limit is too low for the class path, whose jars are all opened sooner or later. */
    public Optional<String> tooFewFor(String classPath) {
        long needed = (long) classPath.split(File.pathSeparator, -1).length + BESIDES;
        return most >= needed
                ? Optional.empty()
                : Optional.of(limit() + "; " + needed + " are needed, and one more for each connection; " + remedy());
    }

    /** Returns a warning if the limit is too low for this many additional connections. */
    public Optional<String> tooFewFor(long connections) {
        long needed = open + connections;
        return most >= needed
                ? Optional.empty()
                : Optional.of(limit() + ", and " + open + " are open; this load may need " + connections
                        + " connections; " + remedy());
    }

    /** Returns an error if the limit is nearly reached, so that it explains a failure to open another file. */
    public Optional<String> exhausted() {
        return most - open > NEARLY_ALL
                ? Optional.empty()
                : Optional.of("too many open files: " + limit() + "; " + remedy());
    }

    private String limit() {
        return "the limit of open files is " + most;
    }

    private static String remedy() {
        return "raise it, for example with ulimit -n 65536";
    }
}
