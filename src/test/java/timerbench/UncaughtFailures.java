package timerbench;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What threads of this JVM die of without anybody catching it, until it is closed. */
public final class UncaughtFailures implements AutoCloseable {
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    public UncaughtFailures() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    }

    /** Returns the next, once there is one. */
    public Throwable next() throws InterruptedException {
        Throwable failure = failures.poll(20, TimeUnit.SECONDS);
        if (failure == null) {
            throw new AssertionError("no thread failed");
        }
        return failure;
    }

    /** Returns whether there was none so far but those that {@link #next} returned. */
    public boolean isEmpty() {
        return failures.isEmpty();
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
