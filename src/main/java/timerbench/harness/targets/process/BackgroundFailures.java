package timerbench.harness.targets.process;

import java.util.function.Consumer;

/**
 * Reports failures on threads that nobody waits for. The results of a process with such a failure cannot be trusted.
 */
public final class BackgroundFailures {
    private BackgroundFailures() {}

    /**
     * Sets the listener for every uncaught exception on a thread of this process, and for every
     * {@linkplain #report reported} failure. It replaces any earlier listener.
     */
    public static void reportTo(Consumer<String> listener) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            listener.accept("the thread " + thread.getName() + " of timer-bench failed: " + failure);
        });
    }

    /** Reports a failure in the same way as an uncaught exception; the thread goes on. */
    public static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }
}
