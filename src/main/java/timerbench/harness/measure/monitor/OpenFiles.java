package timerbench.harness.measure.monitor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * How many files and connections this process has open, and how many it may have.
 *
 * @param most as {@code ulimit -n} says
 */
public record OpenFiles(long open, long most) {
    /** The JVM's own, those of the log and of the report. */
    private static final int BESIDES = 100;

    /** Little enough that an error in opening one more is due to the limit. */
    private static final int NEARLY_ALL = 8;

    /** Returns those of this process; empty where the system has no such limit. */
    public static Optional<OpenFiles> now() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? Optional.of(new OpenFiles(system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount()))
                : Optional.empty();
    }

    /** Returns what is wrong if the limit does not do for the class path, whose jars are all opened sooner or later. */
    public Optional<String> tooFewFor(String classPath) {
        long needed = (long) classPath.split(File.pathSeparator, -1).length + BESIDES;
        return most >= needed
                ? Optional.empty()
                : Optional.of(limit() + "; " + needed + " are needed, and one more for each connection; " + remedy());
    }

    /** Returns a warning if the limit does not do for so many connections besides. */
    public Optional<String> tooFewFor(long connections) {
        long needed = open + connections;
        return most >= needed
                ? Optional.empty()
                : Optional.of(limit() + ", and " + open + " are open; this load may need " + connections
                        + " connections; " + remedy());
    }

    /** Returns the same if nearly all are open, so that whatever could not be opened was one too many. */
    public Optional<String> exhausted() {
        return most - open > NEARLY_ALL
                ? Optional.empty()
                : Optional.of("too many open files: " + limit() + "; " + remedy());
    }

    private String limit() {
        return "the limit of open files is " + most;
    }

    private static String remedy() {
        return "raise it, such as by ulimit -n 65536";
    }
}
