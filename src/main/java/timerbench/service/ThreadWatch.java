package timerbench.service;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Ends the process when a thread of it dies. A service that lost one would go on saying that it is ready, and do a part of
 * its work only. Whatever it had not stored is done by another process, as after any crash.
 */
final class ThreadWatch implements Thread.UncaughtExceptionHandler {
    /** As running out of memory ends it. */
    static final int EXIT_CODE = 3;

    private final PrintStream console;
    private final IntConsumer halt;
    private volatile boolean stopped;

    /** @param halt ends the process with that code, at once */
    ThreadWatch(PrintStream console, IntConsumer halt) {
        this.console = console;
        this.halt = halt;
    }

    /** Returns the watch over this process, which hears of every thread that dies of what nobody caught. */
    static ThreadWatch ofProcess() {
        ThreadWatch watch = new ThreadWatch(System.err, Runtime.getRuntime()::halt);
        Thread.setDefaultUncaughtExceptionHandler(watch);
        return watch;
    }

    /** Watches threads that the process cannot do without. One may end unheard: libraries catch what theirs die of. */
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

    /** Lets threads end: the process is about to. */
    void stop() {
        stopped = true;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        try {
            console.println("the service ends: its thread " + thread.getName() + " died: " + cause);
            cause.printStackTrace(console);
        } finally {
            // Where even a message fails, the process ends all the same.
            halt.accept(EXIT_CODE);
        }
    }
}
