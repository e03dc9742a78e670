package timerbench.harness.measure.monitor;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import timerbench.harness.targets.process.BackgroundFailures;

/** A thread that does things at their time, and reports those that fail; it keeps no process alive. */
public final class Ticker {
    private final ScheduledExecutorService executor;

    public Ticker(String name) {
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Has the task run at this period, first after one, and again even if it failed. */
    public void every(Duration period, Runnable task) {
        var unused =
                executor.scheduleAtFixedRate(guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Has the task run once, after this time. */
    public void after(Duration delay, Runnable task) {
        var unused = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Starts no task any more; one that runs is not waited for. */
    public void stop() {
        executor.shutdownNow();
    }

    /** An executor would keep what a task throws, an error too, and never start it again. */
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
