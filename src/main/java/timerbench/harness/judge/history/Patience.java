package timerbench.harness.judge.history;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Waits for other processes that use the history file. It reports each wait as it begins, and gives up in time.
 *
 * @param total the longest wait
 * @param nanos the clock
 * @param pause waits a little between two attempts
 * @param told receives a line that says who is waited for
 */
record Patience(Duration total, LongSupplier nanos, Runnable pause, Consumer<String> told) {
    /** SQLITE_BUSY and SQLITE_LOCKED, as the driver's error codes. */
    private static final int BUSY = 5;

    private static final int LOCKED = 6;

    /** As the documentation promises. */
    private static final Duration TOTAL = Duration.ofMinutes(1);

    private static final long PAUSE_MILLIS = 50;

    static Patience of(Consumer<String> told) {
        return new Patience(TOTAL, System::nanoTime, Patience::sleep, told);
    }

    /**
     * An attempt that succeeds only while no other process has the file.
     *
     * @param <E> thrown if the attempt fails for another reason
     */
    interface Attempt<T, E extends Exception> {
        /** Returns the result; nothing if another process has the file. */
        Optional<T> once() throws E;
    }

    /**
     * Returns the result of the first successful attempt.
     *
     * @param whom who is waited for, as the end of "waiting for"
     * @throws StillBusyException if none succeeded in time
     */
    <T, E extends Exception> T await(String whom, Attempt<T, E> attempt) throws E, StillBusyException {
        long start = nanos.getAsLong();
        Optional<T> result = attempt.once();
        if (result.isEmpty()) {
            told.accept("waiting for " + whom + ", up to " + total.toSeconds() + " s");
        }
        while (result.isEmpty()) {
            if (Thread.currentThread().isInterrupted() || nanos.getAsLong() - start >= total.toNanos()) {
                throw new StillBusyException("gave up waiting for " + whom + " after "
                        + Duration.ofNanos(nanos.getAsLong() - start).toSeconds() + " s");
            }
            pause.run();
            result = attempt.once();
        }
        return result.get();
    }

    /** Returns whether a failure means that another process has the database. */
    static boolean isBusy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (sql.getErrorCode() == BUSY || sql.getErrorCode() == LOCKED)) {
                return true;
            }
        }
        return false;
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another process had the file for too long. */
    static final class StillBusyException extends Exception {
        private static final long serialVersionUID = 1;

        StillBusyException(String message) {
            super(message);
        }
    }
}
