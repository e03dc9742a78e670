package timerbench.harness.targets.process;

import java.util.function.Consumer;

/** Failures on threads that nobody waits for. Figures of a process that lost a part of itself are not to be trusted. */
public final class BackgroundFailures {
    private BackgroundFailures() {}

    /**
     * Has the listener hear of every thread of this process that dies of what nobody caught, and of whatever is {@linkplain
     * #report reported}. The last listener is the only one.
     */
    public static void reportTo(Consumer<String> listener) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            listener.accept("the thread " + thread.getName() + " of timer-bench failed: " + failure);
        });
    }

    /** Reports a failure on this thread, which goes on, as its death would be. */
    public static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }
}
