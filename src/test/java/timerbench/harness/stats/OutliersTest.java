package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutliersTest {
    @Test
    void whatIsFarFromTheOthersIsOne() {
        assertThat(Outliers.of(new double[] {10, 11, 9, 10, 40, 10, 11, 9, -20}))
                .containsExactly(4, 8);
    }

    /** Distances from 10: 0 1 1 0 3, median 1; 0.6745 × 3 / 1 is below 3.5, 0.6745 × 6 is above. */
    @Test
    void theLimitIsThatOfTheModifiedScore() {
        assertThat(Outliers.of(new double[] {10, 11, 9, 10, 13})).isEmpty();
        assertThat(Outliers.of(new double[] {10, 11, 9, 10, 16})).containsExactly(4);
    }

    @Test
    void whereMostAreTheSameTheMeanDistanceStandsIn() {
        assertThat(Outliers.of(new double[] {5, 5, 5, 5, 5, 5, 5, 9})).containsExactly(7);
        assertThat(Outliers.of(new double[] {5, 5, 5, 5, 5})).isEmpty();
    }

    @Test
    void amongFewNoneCanBeTold() {
        assertThat(Outliers.of(new double[] {1, 1, 1, 100})).isEmpty();
    }
}
