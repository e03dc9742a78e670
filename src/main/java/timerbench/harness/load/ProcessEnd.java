package timerbench.harness.load;

import java.io.IOException;
import timerbench.harness.run.ExitCode;
import timerbench.harness.targets.ProcessWatch;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.SettingsException;

/** The end of this process before a load, with the message and the exit code of what was wrong. */
final class ProcessEnd {
    private ProcessEnd() {}

    /** Something without which there is no load. */
    interface Need<T> {
        T get() throws IOException;
    }

    /** Returns it, or ends the process: with 2 for wrong settings, with 3 for a target that is not ready. */
    static <T> T unless(Need<T> need) {
        try {
            return need.get();
        } catch (SettingsException e) {
            throw of(ExitCode.WRONG_SETTINGS, e.getMessage());
        } catch (TargetException | DatabaseException | IOException | IllegalStateException e) {
            throw of(ExitCode.FAILED, e.getMessage());
        }
    }

    /** Ends the process. */
    static RuntimeException of(int exitCode, String message) {
        System.err.println("timer-bench: " + message);
        System.exit(exitCode);
        return new IllegalStateException("unreachable");
    }

    /** Killing mvn alone would leave this process running. A shell may go, and its command go on, as with nohup. */
    static void withParent() {
        if (Launcher.isCommandLine()) {
            return;
        }
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> ProcessWatch.onEnd(parent, () -> System.exit(ExitCode.TERMINATED)));
    }
}
