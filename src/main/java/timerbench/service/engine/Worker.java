package timerbench.service.engine;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that makes one step after the other until it is closed; a step that fails is logged, and made again. */
final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final long PAUSE_MILLIS = 100;
    private static final long WARNING_NANOS = TimeUnit.SECONDS.toNanos(5);

    interface Step {
        void run() throws InterruptedException;
    }

    private final Step step;
    private final Thread thread;
    private volatile boolean closed;
    private long lastWarning = System.nanoTime() - WARNING_NANOS;

    Worker(String name, Step step) {
        this.step = step;
        this.thread = new Thread(this::run, name);
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                try {
                    step.run();
                } catch (RuntimeException e) {
                    warn(e);
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            // Only closing interrupts it.
        }
    }

    /** A database that is gone fails every step; a line every few seconds says so. */
    private void warn(RuntimeException e) {
        if (System.nanoTime() - lastWarning >= WARNING_NANOS) {
            lastWarning = System.nanoTime();
            LOG.warn("{}: {}", thread.getName(), e.getMessage(), e);
        }
    }

    /** Ends the thread after its step, waiting for nothing that the step waits for. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
