package timerbench.harness.load.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Knows when scrapers came, and so how long the last values of a run must stay readable. Scrapers come at their own
 * times: without a wait, none might see how the run ended.
 */
final class Scrapes {
    /** One scrape shows the last values. With a second one, no scraper takes them for the end of the series. */
    private static final int AFTER_THE_END = 2;

    private static final Duration MOST = Duration.ofMinutes(2);
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final Duration linger;
    private final CountDownLatch afterTheEnd = new CountDownLatch(AFTER_THE_END);
    private Optional<Instant> last = Optional.empty();
    private Duration longestGap = Duration.ZERO;
    private boolean ended;

    /** @param linger the least time to wait for the scrapes after the end */
    Scrapes(Duration linger) {
        this.linger = linger;
    }

    /** Returns whether values that are read now do not change any more. */
    synchronized boolean areLast() {
        return ended;
    }

    /**
     * Records a scrape that was answered.
     *
     * @param withLast whether its values were {@linkplain #areLast the last ones}
     */
    synchronized void came(Instant at, boolean withLast) {
        if (withLast) {
            afterTheEnd.countDown();
            return;
        }
        last.map(before -> Duration.between(before, at))
                .filter(gap -> gap.compareTo(longestGap) > 0)
                .ifPresent(gap -> longestGap = gap);
        last = Optional.of(at);
    }

    /** Records that the values do not change any more, and returns how long to wait for scrapers that want them. */
    synchronized Duration end() {
        ended = true;
        if (longestGap.isZero()) {
            return linger;
        }
        Duration two = longestGap.multipliedBy(AFTER_THE_END).plus(DELAY);
        Duration most = two.compareTo(MOST) < 0 ? two : MOST;
        return most.compareTo(linger) > 0 ? most : linger;
    }

    /** Waits until two scrapes have come after the end, for this long at most, and returns whether they have. */
    boolean await(Duration most) {
        try {
            return afterTheEnd.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the wait. */
    void release() {
        for (int i = 0; i < AFTER_THE_END; i++) {
            afterTheEnd.countDown();
        }
    }
}
