package timerbench.service.engine;

import java.util.concurrent.TimeUnit;

/**
 * A thread that repeats a step until it is closed. A step that fails is logged and repeated. An error ends the thread
 * and reaches its handler of uncaught exceptions, because a JVM that throws errors cannot be trusted any more.
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
            // Only close() interrupts the thread.
        }
    }

    Thread thread() {
        return thread;
    }

    /** Ends the thread after its step; interrupts what the step waits for. */
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
