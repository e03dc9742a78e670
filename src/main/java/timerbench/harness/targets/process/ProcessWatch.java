package timerbench.harness.targets.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Notices the end of another process, which need not be a child. */
public final class ProcessWatch {
    private static final int AGAIN_MILLIS = 200;

    private ProcessWatch() {}

    /** Calls the listener once when the process has ended. */
    public static void onEnd(ProcessHandle process, Runnable listener) {
        var unused = process.onExit().thenRun(() -> ended(process, listener)).exceptionally(failure -> {
            BackgroundFailures.report(failure.getCause());
            return null;
        });
    }

    private static void ended(ProcessHandle process, Runnable listener) {
        // Without a free file descriptor, this process cannot check, and every other process seems to have ended.
        if (canOpenFiles() && !process.isAlive()) {
            listener.run();
            return;
        }
        CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS).execute(() -> onEnd(process, listener));
    }

    private static boolean canOpenFiles() {
        try (var opened = Files.newInputStream(Path.of("/dev/null"))) {
            return opened.read() < 0;
        } catch (IOException e) {
            return false;
        }
    }
}
