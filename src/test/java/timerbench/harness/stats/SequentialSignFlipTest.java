package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequentialSignFlipTest {
    private static final Spending SPENDING = new Spending(0.01, 8, 24, 1.5);

    private static SequentialSignFlip test(double... values) {
        SequentialSignFlip test = new SequentialSignFlip(1, SPENDING);
        for (double value : values) {
            test.add(value);
        }
        return test;
    }

    private static double[] alternating(int count) {
        return IntStream.range(0, count).mapToDouble(i -> i % 2 == 0 ? 1 : -1).toArray();
    }

    /** By hand: of 256 sequences the one without a minus is the largest, and 1/256 may be spent. */
    @Test
    void eightValuesAboveZeroShowItAndSevenDoNot() {
        assertThat(test(1, 2, 1, 3, 2, 1, 2).shows()).isFalse();
        assertThat(test(1, 2, 1, 3, 2, 1, 2, 1).shows(0)).isTrue();
        assertThat(test(1, 2, 1, 3, 2, 1, 2, -1).shows()).isFalse();
        assertThat(test(-1, -2, -1, -3, -2, -1, -2, -1).shows()).isFalse();
    }

    /** By hand: at 7 pairs 1/128 = 0.78 % of the level. */
    @Test
    void theFirstLookMayBeAtTheLeastPairs() {
        SequentialSignFlip test = new SequentialSignFlip(1, new Spending(0.01, 7, 7, 1));
        for (int i = 0; i < 7; i++) {
            test.add(1);
        }
        assertThat(test.shows(0)).isTrue();
        assertThat(test.spent()).isEqualTo(1 / 128.0);
        assertThatIllegalStateException().isThrownBy(() -> test.add(1));
    }

    @Test
    void whatIsShownStaysShown() {
        SequentialSignFlip test = test(1, 1, 1, 1, 1, 1, 1, 1);
        for (int i = 0; i < 10; i++) {
            test.add(-5);
        }
        assertThat(test.shows(0)).isTrue();
        assertThat(test.pairs()).isEqualTo(18);
    }

    @Test
    void aSinglePairCannotHideWhatAllOthersShow() {
        double[] values = new double[24];
        Arrays.setAll(values, i -> i == 3 ? -50 : 1 + i % 3 * 0.1);
        assertThat(test(values).shows(0)).isTrue();
    }

    @Test
    void valuesOfZeroShowNothing() {
        assertThat(test(new double[24]).shows()).isFalse();
        assertThat(test(new double[24]).spent()).isZero();
        assertThat(test(alternating(24)).shows()).isFalse();
    }

    /** Half of the values are 0: their median is, too, but the others still count. */
    @Test
    void valuesOfZeroDoNotHideTheOthers() {
        double[] values = new double[24];
        Arrays.setAll(values, i -> i % 2);
        assertThat(test(values).shows(0)).isTrue();
    }

    @Test
    void aMetricIsShownBesideOthersThatAreNot() {
        SequentialSignFlip test = new SequentialSignFlip(3, SPENDING);
        for (int i = 0; i < 12; i++) {
            test.add(i % 2 == 0 ? 1 : -1, 1 + 0.01 * i, 0);
        }
        assertThat(IntStream.range(0, 3).mapToObj(test::shows)).containsExactly(false, true, false);
    }

    /** Any two sequences of the extended binary Golay code differ in 8, 12, 16 or all of 24 signs. */
    @Test
    void theSequencesAreTheGolayCode() {
        int[] counts = new int[25];
        for (int sequence = 0; sequence < 4096; sequence++) {
            int minuses = Integer.bitCount(sequence);
            for (int pair = 12; pair < 24; pair++) {
                minuses += Integer.bitCount(sequence & SequentialSignFlip.mask(pair)) & 1;
            }
            counts[minuses]++;
        }
        int[] wanted = new int[25];
        wanted[0] = 1;
        wanted[8] = 759;
        wanted[12] = 2576;
        wanted[16] = 759;
        wanted[24] = 1;
        assertThat(counts).isEqualTo(wanted);
    }

    /**
     * Whatever the magnitudes are, the level holds over all looks: it is the share of all choices of signs that
     * show something. Here are all 2¹³ of 13 pairs, of which 2¹² are compared.
     */
    @Test
    void ofAllSignsTheShareThatShowsSomethingIsWithinTheLevel() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] magnitudes = new double[13][];
        Arrays.setAll(magnitudes, i -> new double[] {random.nextExponential(), random.nextGaussian()});
        Spending spending = new Spending(0.02, 7, 13, 1);
        int shown = 0;
        for (int signs = 0; signs < 1 << 13; signs++) {
            SequentialSignFlip test = new SequentialSignFlip(2, spending);
            for (int i = 0; i < 13; i++) {
                int sign = (signs >>> i & 1) == 0 ? 1 : -1;
                test.add(sign * magnitudes[i][0], sign * magnitudes[i][1]);
            }
            shown += test.shows() ? 1 : 0;
        }
        assertThat(shown / 8192.0).isBetween(0.015, 0.02);
    }

    @Test
    void whatCannotBeTestedIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SequentialSignFlip(0, SPENDING));
        assertThatIllegalArgumentException().isThrownBy(() -> new SequentialSignFlip(1, new Spending(0.01, 8, 25, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> test(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> test().add(1, 2));
    }
}
