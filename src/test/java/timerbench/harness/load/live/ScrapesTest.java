package timerbench.harness.load.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScrapesTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private static Duration waitAfter(Duration linger, long... seconds) {
        Scrapes scrapes = new Scrapes(linger);
        for (long second : seconds) {
            scrapes.came(START.plusSeconds(second), scrapes.areLast());
        }
        return scrapes.end();
    }

    @Test
    void nobodyIsWaitedForWhoHasNotComeTwice() {
        assertThat(waitAfter(Duration.ZERO)).isZero();
        assertThat(waitAfter(Duration.ZERO, 7)).isZero();
    }

    @Test
    void aScraperIsWaitedForUntilItCanHaveComeTwice() {
        assertThat(waitAfter(Duration.ZERO, 0, 15, 30)).isEqualTo(Duration.ofSeconds(31));
    }

    /** Two scrapers at 15 s come 1 s and 14 s after each other. */
    @Test
    void theLongestTimeBetweenTwoScrapesCounts() {
        assertThat(waitAfter(Duration.ZERO, 0, 1, 15, 16)).isEqualTo(Duration.ofSeconds(29));
    }

    @Test
    void theWaitIsTwoMinutesAtMostUnlessMoreIsAskedFor() {
        assertThat(waitAfter(Duration.ZERO, 0, 3_600)).isEqualTo(Duration.ofMinutes(2));
        assertThat(waitAfter(Duration.ofMinutes(5), 0, 3_600)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aLingerIsWaitedForThoughNobodyHasCome() {
        assertThat(waitAfter(Duration.ofSeconds(40))).isEqualTo(Duration.ofSeconds(40));
        assertThat(waitAfter(Duration.ofSeconds(40), 0, 15)).isEqualTo(Duration.ofSeconds(40));
        assertThat(waitAfter(Duration.ofSeconds(20), 0, 15)).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    @Timeout(10)
    void theWaitIsOverAfterTwoScrapes() {
        Scrapes scrapes = new Scrapes(Duration.ofHours(1));
        Duration most = scrapes.end();
        scrapes.came(START, scrapes.areLast());
        scrapes.came(START.plusSeconds(15), scrapes.areLast());

        assertThat(scrapes.await(most)).isTrue();
    }

    /** It may have read its values before the last ones were there. */
    @Test
    void aScrapeThatWasBegunBeforeTheEndIsNoneAfterIt() {
        Scrapes scrapes = new Scrapes(Duration.ZERO);
        boolean withLast = scrapes.areLast();
        var unused = scrapes.end();
        scrapes.came(START, withLast);
        scrapes.came(START.plusSeconds(15), scrapes.areLast());

        assertThat(scrapes.await(Duration.ZERO)).isFalse();
        scrapes.came(START.plusSeconds(30), scrapes.areLast());
        assertThat(scrapes.await(Duration.ZERO)).isTrue();
    }

    @Test
    @Timeout(10)
    void theWaitCanBeEnded() {
        Scrapes scrapes = new Scrapes(Duration.ofHours(1));
        Duration most = scrapes.end();
        scrapes.release();

        assertThat(scrapes.await(most)).isTrue();
    }
}
