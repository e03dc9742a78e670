package timerbench.service.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private static final Duration TERM = Duration.ofSeconds(5);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
    private final Sightings sightings = new Sightings(clock::get);

    @Test
    void anInstanceLivesForATermFromItsLatestBeat() {
        assertThat(sightings.isAlive("one", "first", TERM)).isTrue();
        clock.addAndGet(TERM.toNanos() - 1);
        assertThat(sightings.isAlive("one", "first", TERM)).isTrue();
        clock.addAndGet(1);
        assertThat(sightings.isAlive("one", "first", TERM)).isFalse();
        assertThat(sightings.isAlive("one", "second", TERM)).isTrue();
    }

    @Test
    void aTermOfNothingIsOverAtOnce() {
        assertThat(sightings.isAlive("one", "first", Duration.ZERO)).isFalse();
    }
}
