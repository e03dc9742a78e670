package timerbench.service;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import timerbench.service.store.Store;
import timerbench.service.store.StoreUnavailableException;

/**
 * Opens a store whose database may still be starting.
 *
 * @param atMost how long to wait for the database
 * @param nanos the clock
 * @param pause waits between tries
 * @param progress receives, once, the message that the start waits for the database
 */
record StoreStart(Duration atMost, LongSupplier nanos, Consumer<Duration> pause, Consumer<String> progress) {
    private static final Duration BETWEEN = Duration.ofMillis(250);

    StoreStart(Duration atMost) {
        this(atMost, System::nanoTime, time -> LockSupport.parkNanos(time.toNanos()), System.err::println);
    }

    /**
     * Returns the store when its database answers. A refusal, such as a wrong password, is not tried again.
     *
     * @throws StoreUnavailableException if it does not answer in time; the message says how long the start waited
     */
    Store open(Supplier<Store> opener) {
        long start = nanos.getAsLong();
        for (boolean first = true; ; first = false) {
            try {
                return opener.get();
            } catch (StoreUnavailableException e) {
                Duration tried = Duration.ofNanos(nanos.getAsLong() - start);
                if (tried.compareTo(atMost) >= 0) {
                    throw new StoreUnavailableException(
                            "%s%ntried for %d s (startTimeout is %d s)"
                                    .formatted(e.getMessage(), tried.toSeconds(), atMost.toSeconds()),
                            e);
                }
                if (first) {
                    progress.accept(e.getMessage() + "; waiting for it for up to " + atMost.toSeconds() + " s");
                }
                pause.accept(BETWEEN);
            }
        }
    }
}
