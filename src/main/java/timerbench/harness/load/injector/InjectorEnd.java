package timerbench.harness.load.injector;

import java.util.Map;

/**
 * How the process of an injector ended, in words.
 *
 * @param exitCode of the process, as a shell reports it: 128 and the number of the signal that ended it
 */
record InjectorEnd(int exitCode) {
    /** The signals that end processes in practice, with their numbers on Linux and macOS. */
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 8, "SIGFPE", 9, "SIGKILL", 11,
            "SIGSEGV", 15, "SIGTERM");

    private static final int SIGNALLED = 128;

    String text() {
        if (exitCode == 0) {
            return "ended without its part";
        }
        String signal = SIGNALS.get(exitCode - SIGNALLED);
        return "ended with exit code " + exitCode + (signal == null ? "" : ", killed by " + signal);
    }
}
