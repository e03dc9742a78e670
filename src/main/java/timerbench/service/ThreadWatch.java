package timerbench.service;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Ends the process when one of its threads dies. Otherwise the service would still report that it is ready, but do
 * only part of its work. Another process does what it had not stored, as after any crash.
 */
final class ThreadWatch implements Thread.UncaughtExceptionHandler {
    /** The exit code of a JVM that runs out of memory. */
    static final int EXIT_CODE = 3;

    private final PrintStream console;
    private final IntConsumer halt;
    private volatile boolean stopped;

    /** @param halt ends the process at once, with an exit code */
    ThreadWatch(PrintStream console, IntConsumer halt) {
        this.console = console;
        this.halt = halt;
    }

    /** Returns a watch that is told of every uncaught exception in this process. */
    static ThreadWatch ofProcess() {
        ThreadWatch watch = new ThreadWatch(System.err, Runtime.getRuntime()::halt);
        Thread.setDefaultUncaughtExceptionHandler(watch);
        return watch;
    }

    /**
     * Watches threads that the process depends on. They may end without a sign, because libraries catch what ends them.
     */
    void over(List<Thread> threads, Duration period) {
        Thread watch = new Thread(() -> watch(threads, period), "thread-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch(List<Thread> threads, Duration period) {
        try {
            while (!stopped) {
                TimeUnit.NANOSECONDS.sleep(period.toNanos());
                threads.stream().filter(thread -> !thread.isAlive()).findAny().ifPresent(this::ended);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the watch", e);
        }
    }

    private void ended(Thread thread) {
        if (!stopped) {
            uncaughtException(thread, new IllegalStateException("it ended"));
        }
    }

    /** Stops watching: the process is about to end. */
    void stop() {
        stopped = true;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        try {
            console.println("the service ends: its thread " + thread.getName() + " died: " + cause);
            cause.printStackTrace(console);
        } finally {
            // The process ends even if the message cannot be printed.
            halt.accept(EXIT_CODE);
        }
    }
}
