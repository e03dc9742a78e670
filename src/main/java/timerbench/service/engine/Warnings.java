package timerbench.service.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a repeated failure at most once every few seconds: while a database is down, every step fails. */
final class Warnings {
    private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);

    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String what;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /** @param what the failure, for the log */
    Warnings(String what) {
        this.what = what;
    }

    void add(Throwable failure) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PERIOD_NANOS)) {
            LOG.warn("{}: {}", what, failure.getMessage(), failure);
        }
    }
}
