package timerbench.harness.measure.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.live.LiveReading.Series;

class LiveHistoryTest {
    private static final Series SENT = new Series("timerbench_requests_sent", "create");
    private static final Series OWED = Series.of("timerbench_timers_owed");

    private final LiveHistory history = new LiveHistory(8, 3, reading(0));

    /** Ten requests a second, and as many timers owed as seconds are over. */
    private static LiveReading reading(double second) {
        return new LiveReading(second, "hold", Map.of(), Map.of(SENT, 10 * second), Map.of(OWED, second), Map.of());
    }

    private List<Double> seconds() {
        return history.intervals().stream().map(LiveInterval::seconds).toList();
    }

    private double sent() {
        return history.intervals().stream()
                .mapToDouble(each -> each.increases().get(SENT))
                .sum();
    }

    @Test
    void eachSecondIsAnIntervalUntilThereAreTooMany() {
        for (int second = 1; second <= 8; second++) {
            assertThat(history.add(reading(second))).isFalse();
        }
        assertThat(seconds()).hasSize(8).containsOnly(1.0);

        assertThat(history.add(reading(9))).isTrue();
        assertThat(seconds()).containsExactly(2.0, 2.0, 2.0, 2.0, 1.0);
        assertThat(history.intervals().get(0).gauges().get(OWED)).isEqualTo(1.5);

        assertThat(history.add(reading(10))).isFalse();
        assertThat(seconds()).containsExactly(2.0, 2.0, 2.0, 2.0, 2.0);
    }

    @Test
    void aDayTakesAsMuchMemoryAsAMinuteAndNothingIsLost() {
        int day = 86_400;
        for (int second = 1; second <= day; second++) {
            history.add(reading(second));
            assertThat(history.intervals()).hasSizeLessThanOrEqualTo(8);
            assertThat(history.recent()).hasSizeLessThanOrEqualTo(3);
        }

        assertThat(sent()).isCloseTo(10.0 * day, within(1e-6));
        assertThat(history.intervals().get(0).from()).isZero();
        assertThat(history.intervals().get(history.intervals().size() - 1).to()).isEqualTo(day);
        for (int i = 1; i < history.intervals().size(); i++) {
            assertThat(history.intervals().get(i).from())
                    .isEqualTo(history.intervals().get(i - 1).to());
        }
    }

    @Test
    void theEndIsKeptAsItCame() {
        for (int second = 1; second <= 20; second++) {
            history.add(reading(second));
        }

        assertThat(history.recent()).extracting(LiveInterval::from).containsExactly(17.0, 18.0, 19.0);
        assertThat(history.last().second()).isEqualTo(20);
    }

    @Test
    void aReadingRightAfterAnotherIsPartOfItsInterval() {
        history.add(reading(1));
        history.add(reading(2));
        assertThat(history.add(reading(2.001))).isFalse();
        history.add(reading(3));

        assertThat(history.intervals()).extracting(LiveInterval::to).containsExactly(1.0, 2.001, 3.0);
        assertThat(history.recent()).extracting(LiveInterval::to).containsExactly(1.0, 2.001, 3.0);
        assertThat(sent()).isEqualTo(30);
    }

    @Test
    void aSeriesThatComesLaterIsCountedFromZero() {
        LiveReading first = new LiveReading(1, "", Map.of(), Map.of(), Map.of(), Map.of());
        LiveHistory late = new LiveHistory(2, 3, first);
        late.add(new LiveReading(2, "hold", Map.of(), Map.of(SENT, 7.0), Map.of(), Map.of()));

        assertThat(late.intervals().get(0).increases()).containsEntry(SENT, 7.0);
    }
}
