package timerbench.harness.load.breakpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    private static final double PRECISION = 0.05;
    private static final double LOWEST = 1 / 16.0;

    private static RateSearch search() {
        return new RateSearch(new RateRange(1_000, 2, PRECISION, 16_000, LOWEST));
    }

    /** Tries rates until the search is over, and returns them. */
    private static List<Double> run(RateSearch search, DoublePredicate holds) {
        List<Double> tried = new ArrayList<>();
        while (!search.isDone()) {
            tried.add(search.rate());
            search.judge(holds.test(search.rate()));
        }
        return tried;
    }

    @Test
    void itRisesByTheFactorUntilTheMostHolds() {
        RateSearch search = search();
        assertThat(run(search, rate -> true)).containsExactly(1_000.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0);
        assertThat(search.held()).contains(16_000.0);
        assertThat(search.broke()).isEmpty();
    }

    @Test
    void theLastStepUpEndsAtTheMost() {
        RateSearch search = new RateSearch(new RateRange(1_000, 3, PRECISION, 5_000, LOWEST));
        assertThat(run(search, rate -> true)).containsExactly(1_000.0, 3_000.0, 5_000.0);
        assertThat(search.held()).contains(5_000.0);
    }

    @Test
    void aStartThatIsTheMostIsTriedOnce() {
        RateSearch search = new RateSearch(new RateRange(1_000, 2, PRECISION, 1_000, LOWEST));
        assertThat(run(search, rate -> true)).containsExactly(1_000.0);
        assertThat(search.held()).contains(1_000.0);
    }

    @Test
    void aFirstFailureIsTriedAgainAndOneThatThenHoldsCountsAsHeld() {
        RateSearch search = search();
        search.judge(false);
        assertThat(search.rate()).isEqualTo(1_000);
        assertThat(search.broke()).isEmpty();
        search.judge(true);
        assertThat(search.held()).contains(1_000.0);
        assertThat(search.rate()).isEqualTo(2_000);
    }

    @Test
    void failuresOfDifferentRatesAreNotInSuccession() {
        RateSearch search = search();
        search.judge(false);
        search.judge(true);
        search.judge(false);
        assertThat(search.rate()).isEqualTo(2_000);
        assertThat(search.broke()).isEmpty();
    }

    @Test
    void aSecondFailureInSuccessionBreaksTheRateAndNarrowsByTheGeometricMean() {
        RateSearch search = search();
        search.judge(true);
        search.judge(false);
        search.judge(false);
        assertThat(search.broke()).contains(2_000.0);
        assertThat(search.rate()).isCloseTo(1_000 * Math.sqrt(2), within(1e-9));
        assertThat(search.isDone()).isFalse();
    }

    @Test
    void itNarrowsInUntilHeldAndBrokeAreAsCloseAsThePrecision() {
        RateSearch search = search();
        List<Double> tried = run(search, rate -> rate <= 5_300);
        double held = search.held().orElseThrow();
        double broke = search.broke().orElseThrow();
        assertThat(held).isLessThanOrEqualTo(5_300);
        assertThat(broke).isGreaterThan(5_300);
        assertThat(broke / held - 1).isLessThanOrEqualTo(PRECISION);
        // Three rise and hold, the fourth fails twice; 2^(1/16) − 1 is 4.4 %, so four bisections, each once or twice.
        assertThat(tried).hasSizeBetween(3 + 2 + 4, 3 + 2 + 8);
    }

    @Test
    void itIsDoneAsSoonAsTheFirstStepIsCloseEnough() {
        RateSearch search = new RateSearch(new RateRange(1_000, 1.04, PRECISION, 16_000, LOWEST));
        assertThat(run(search, rate -> rate < 1_020)).containsExactly(1_000.0, 1_040.0, 1_040.0);
        assertThat(search.held()).contains(1_000.0);
        assertThat(search.broke()).contains(1_040.0);
    }

    @Test
    void ifTheStartBreaksItGoesDownUntilARateHoldsAndNarrowsInFromThere() {
        RateSearch search = search();
        List<Double> tried = run(search, rate -> rate <= 300);
        assertThat(tried).startsWith(1_000.0, 1_000.0, 500.0, 500.0, 250.0);
        assertThat(search.held().orElseThrow()).isLessThanOrEqualTo(300).isGreaterThan(300 / (1 + PRECISION));
        assertThat(search.broke().orElseThrow()).isGreaterThan(300);
    }

    @Test
    void ifNothingHoldsDownToASixteenthOfTheStartThereIsNoAnswer() {
        RateSearch search = search();
        assertThat(run(search, rate -> false))
                .containsExactly(1_000.0, 1_000.0, 500.0, 500.0, 250.0, 250.0, 125.0, 125.0, 62.5, 62.5);
        assertThat(search.held()).isEmpty();
        assertThat(search.broke()).contains(62.5);
    }

    @Test
    void noLowerRateIsTriedIfTheFirstIsTheLowest() {
        RateSearch search = new RateSearch(new RateRange(1_000, 2, PRECISION, 1_000, 1));
        assertThat(run(search, rate -> false)).containsExactly(1_000.0, 1_000.0);
        assertThat(search.held()).isEmpty();
        assertThat(search.broke()).contains(1_000.0);
    }

    @Test
    void aPrecisionThatDoublesDoNotHaveEndsAllTheSame() {
        RateSearch search = new RateSearch(new RateRange(1_000, 2, Double.MIN_VALUE, 16_000, LOWEST));
        assertThat(run(search, rate -> rate <= 5_300)).hasSizeLessThan(200);
        assertThat(search.held().orElseThrow()).isCloseTo(5_300, within(1e-9));
    }

    /** A limit that is not sharp, on a machine that hiccups. */
    @Test
    void aNoisyLimitIsFoundNearlyAlways() {
        Random random = new Random(1);
        int near = 0;
        int searches = 1_000;
        for (int i = 0; i < searches; i++) {
            double limit = 1_500 * Math.pow(8, random.nextDouble());
            RateSearch search = search();
            // Each trial's own limit varies by 2 %, and one in twenty fails for reasons that have nothing to do with
            // the rate.
            List<Double> tried = run(
                    search, rate -> random.nextDouble() > 0.05 && rate <= limit * (1 + 0.02 * random.nextGaussian()));
            assertThat(tried).hasSizeLessThanOrEqualTo(2 * (5 + 4));
            near += Math.abs(search.held().orElseThrow() / limit - 1) <= 0.1 ? 1 : 0;
        }
        // Measured: 99.4 %.
        assertThat(near).isGreaterThan(searches * 95 / 100);
    }

    @Test
    void whenItIsOverThereIsNothingToTryOrToJudge() {
        RateSearch search = new RateSearch(new RateRange(1_000, 2, PRECISION, 1_000, LOWEST));
        search.judge(true);
        assertThatThrownBy(search::rate).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> search.judge(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the search is over; held() and broke() have its answer");
    }

    @Test
    void settingsAreChecked() {
        assertRefused(0, 2, PRECISION, 10, "start must be finite and above 0, was 0.0");
        assertRefused(Double.NaN, 2, PRECISION, 10, "start must be finite and above 0, was NaN");
        assertRefused(1, Double.POSITIVE_INFINITY, PRECISION, 10, "factor must be finite and above 1, was Infinity");
        assertRefused(1, 1, PRECISION, 10, "factor must be finite and above 1, was 1.0");
        assertRefused(1, 2, 0, 10, "precision must be between 0 and 1, was 0.0");
        assertRefused(1, 2, 1, 10, "precision must be between 0 and 1, was 1.0");
        assertRefused(20, 2, PRECISION, 10, "most must be finite and at least start (20.0), was 10.0");
        for (double lowest : new double[] {0, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new RateRange(1, 2, PRECISION, 10, lowest))
                    .hasMessage("lowest must be above 0 and at most 1, was " + lowest);
        }
    }

    private static void assertRefused(double start, double factor, double precision, double most, String message) {
        assertThatThrownBy(() -> new RateRange(start, factor, precision, most, LOWEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
