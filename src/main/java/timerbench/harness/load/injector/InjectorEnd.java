package timerbench.harness.load.injector;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * How the process of an injector ended, in words.
 *
 * @param exitCode of the process, as a shell reports it: 128 and the number of the signal that ended it
 */
public record InjectorEnd(int exitCode) {
    /** The signals that end processes in practice, with their numbers on Linux and macOS. */
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV",
            15, "SIGTERM");

    private static final int SIGNALLED = 128;

    /** A process that one of these ends has no time to say why. */
    private static final Set<String> MUTE = Set.of("SIGKILL", "SIGTERM");

    private String signal() {
        return SIGNALS.getOrDefault(exitCode - SIGNALLED, "");
    }

    /** Returns the exit code in words. */
    public String text() {
        if (exitCode == 0) {
            return "ended without its part";
        }
        return "ended with exit code " + exitCode + (signal().isEmpty() ? "" : ", killed by " + signal());
    }

    /**
     * Returns the same with the reason.
     *
     * @param complaint the last that it said about itself
     * @param log the file with all that it printed
     */
    String text(String complaint, Path log) {
        return text() + reason(complaint, log);
    }

    /**
     * Returns the reason, as what follows the end in a sentence.
     *
     * @param complaint the last that it said about itself
     * @param log the file with all that it printed
     */
    public String reason(String complaint, Path log) {
        return (MUTE.contains(signal()) ? "" : ": " + complaint) + "; all that it printed is in " + log;
    }
}
