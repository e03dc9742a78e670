package timerbench.harness.measure.monitor;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import timerbench.harness.targets.process.BackgroundFailures;

/** Runs tasks at given times on a daemon thread, and reports those that fail. */
public final class Ticker {
    private final ScheduledExecutorService executor;

    public Ticker(String name) {
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs the task once per period, first after one period, and again even if it failed. */
    public void every(Duration period, Runnable task) {
        var unused =
                executor.scheduleAtFixedRate(guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the task once, after the delay. */
    public void after(Duration delay, Runnable task) {
        var unused = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Starts no further task, and does not wait for a running one. */
    public void stop() {
        executor.shutdownNow();
    }

    /** Catches what a task throws; the executor would swallow it, even an error, and never run the task again. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                BackgroundFailures.report(e);
            }
        };
    }
}
