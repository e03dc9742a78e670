package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BettingTestTest {
    /**
     * By hand: the first pair bets nothing, each further one multiplies by 2 / (1 + e⁻²) = 1.76, and 1.76⁹ = 163 is
     * the first above 100.
     */
    @Test
    void equalValuesAreShownByTheNinthBet() {
        assertThat(BettingTest.shownAfter(Collections.nCopies(24, new double[] {1}), 0.01))
                .hasValue(10);
        assertThat(BettingTest.shownAfter(Collections.nCopies(9, new double[] {1}), 0.01))
                .isEmpty();
        assertThat(BettingTest.shownAfter(Collections.nCopies(24, new double[] {-1}), 0.01))
                .isEmpty();
    }

    /** By hand: with three others that show nothing, it takes an average above 100, so 1.76ⁿ above 397: 11 bets. */
    @Test
    void metricsThatShowNothingDelayIt() {
        List<double[]> pairs = Collections.nCopies(24, new double[] {0, 1, 0, -1});
        assertThat(BettingTest.shownAfter(pairs, 0.01)).hasValue(12);
        assertThat(BettingTest.shownAfter(List.of(), 0.01)).isEmpty();
    }

    @Test
    void chanceShowsItRarely() {
        SplittableRandom random = new SplittableRandom(1);
        long shown = IntStream.range(0, 10_000)
                .filter(i -> {
                    List<double[]> pairs = IntStream.range(0, 24)
                            .mapToObj(pair -> new double[] {random.nextGaussian(), random.nextGaussian()})
                            .toList();
                    return BettingTest.shownAfter(pairs, 0.01).isPresent();
                })
                .count();
        assertThat(shown / 10_000.0).isCloseTo(0.005, within(0.005));
    }
}
