package timerbench.service.engine;

import java.util.concurrent.TimeUnit;

/**
 * A thread that makes one step after the other until it is closed; a step that fails is logged, and made again. An error ends
 * it, and reaches its handler of uncaught exceptions: a JVM that throws errors is not to be trusted any more.
 */
final class Worker implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    interface Step {
        void run() throws InterruptedException;
    }

    private final Step step;
    private final Thread thread;
    private final Warnings warnings;
    private volatile boolean closed;

    Worker(String name, Step step) {
        this.step = step;
        this.warnings = new Warnings(name);
        this.thread = new Thread(this::run, name);
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                try {
                    step.run();
                } catch (RuntimeException e) {
                    warnings.add(e);
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            // Only closing interrupts it.
        }
    }

    Thread thread() {
        return thread;
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
