package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignFlipTest {
    private static double eighths(double... differences) {
        return SignFlip.pValue(differences) * 8;
    }

    private static double sixteenths(double... differences) {
        return SignFlip.pValue(differences) * 16;
    }

    private static double[] negated(double... differences) {
        return Arrays.stream(differences).map(value -> -value).toArray();
    }

    /** By hand: ±1 ±2 ±4 sums to −7, −5, −3, −1, 1, 3, 5 and 7, each once. */
    @Test
    void ofThreePairsItIsAsByHand() {
        assertThat(eighths(1, 2, 4)).isEqualTo(1);
        assertThat(eighths(-1, 2, 4)).isEqualTo(2);
        assertThat(eighths(1, -2, 4)).isEqualTo(3);
        assertThat(eighths(1, 2, -4)).isEqualTo(5);
        assertThat(eighths(-1, -2, -4)).isEqualTo(8);
    }

    /** By hand: ±1 ±2 ±3 sums to −6, −4, −2, 0 twice, 2, 4 and 6. */
    @Test
    void sumsThatAreEqualCountAsAsLarge() {
        assertThat(eighths(1, 2, -3)).isEqualTo(5);
        assertThat(eighths(-1, -2, 3)).isEqualTo(5);
        assertThat(eighths(1, -2, 3)).isEqualTo(3);
    }

    /** By hand: ±1 ±1 ±1 ±1 sums to 4 in one way, 2 in four, 0 in six, −2 in four, −4 in one. */
    @Test
    void ofFourPairsItIsAsByHand() {
        assertThat(sixteenths(1, 1, 1, 1)).isEqualTo(1);
        assertThat(sixteenths(1, 1, -1, 1)).isEqualTo(5);
        assertThat(sixteenths(1, 1, -1, -1)).isEqualTo(11);
        assertThat(sixteenths(-1, 1, -1, -1)).isEqualTo(15);
    }

    /** By hand: with 0 each sum of ±1 ±2 ±4 comes twice. */
    @Test
    void aDifferenceOfZeroCountsWithEitherSign() {
        assertThat(sixteenths(1, 0, 2, 4)).isEqualTo(2);
        assertThat(sixteenths(-1, 2, 0, 4)).isEqualTo(4);
        assertThat(SignFlip.pValue(new double[] {0, 0, 0, 0})).isEqualTo(1);
        assertThat(SignFlip.pValue(new double[] {-0.0})).isEqualTo(1);
    }

    /** 0.1 + 0.2 − 0.3 is not 0 in binary, and not what −0.1 − 0.2 + 0.3 is. */
    @Test
    void roundingTearsNoEqualSumsApart() {
        assertThat(eighths(0.1, 0.2, -0.3)).isEqualTo(5);
        assertThat(eighths(-0.1, -0.2, 0.3)).isEqualTo(5);
        assertThat(eighths(-1e-9, -2e-9, 3e-9)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8, 11})
    void itIsTheShareOfAllSignsWhoseSumIsAsLarge(int n) {
        Random random = new Random(1935 + n);
        for (int draw = 0; draw < 20; draw++) {
            double[] differences = random.doubles(n, -1, 1.5).toArray();
            double seen = Arrays.stream(differences).sum();
            long asLarge = IntStream.range(0, 1 << n)
                    .filter(flips -> sum(differences, flips) >= seen - 1e-9)
                    .count();
            assertThat(SignFlip.pValue(differences)).isEqualTo((double) asLarge / (1 << n));
        }
    }

    private static double sum(double[] differences, int flips) {
        return IntStream.range(0, differences.length)
                .mapToDouble(i -> (flips >> i & 1) == 0 ? differences[i] : -differences[i])
                .sum();
    }

    @Test
    void bothDirectionsTogetherMakeOneAndWhatIsEqual() {
        double[] differences = {3, -1, 4, -1, 5, -9, 2, 6};
        // The sum that was seen, 9, comes up in both; it is odd, as all sums are, and so is never 0.
        double both = SignFlip.pValue(differences) + SignFlip.pValue(negated(differences));
        assertThat(both).isGreaterThan(1).isLessThan(1.1);
        assertThat(SignFlip.pValue(new double[] {1, 2, 4}) + SignFlip.pValue(negated(1, 2, 4)))
                .isCloseTo(9 / 8.0, within(1e-12));
    }

    @Test
    void theOrderAndTheScaleDoNotMatterAndTheDifferencesAreLeft() {
        double[] differences = {3, -1, 4, 1, 5};
        double p = SignFlip.pValue(differences);
        assertThat(SignFlip.pValue(new double[] {5, 4, 3, 1, -1})).isEqualTo(p);
        assertThat(SignFlip.pValue(new double[] {3e-6, -1e-6, 4e-6, 1e-6, 5e-6}))
                .isEqualTo(p);
        assertThat(differences).containsExactly(3, -1, 4, 1, 5);
    }

    @Test
    void twentyPairsAreTestedAndMoreAreRefused() {
        double[] twenty = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
        assertThat(SignFlip.pValue(twenty)).isEqualTo(Math.pow(2, -20));
        assertThat(SignFlip.pValue(negated(twenty))).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignFlip.pValue(new double[21]))
                .withMessage("the sign-flip test is for 1 to 20 differences, were 21: 2ⁿ sums are counted");
        assertThatIllegalArgumentException().isThrownBy(() -> SignFlip.pValue(new double[0]));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aDifferenceThatIsNoneIsRefused(double missing) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignFlip.pValue(new double[] {1, missing}));
    }

    @Test
    void theSmallestPValueIsThatOfOneAmongAllSigns() {
        assertThat(SignFlip.smallestP(1)).isEqualTo(0.5);
        assertThat(SignFlip.smallestP(7)).isEqualTo(1 / 128.0);
        assertThatIllegalArgumentException().isThrownBy(() -> SignFlip.smallestP(0));
    }

    /** By hand: 0.025 × 128 = 3.2, 0.1 × 64 = 6.4, 0.025 × 32 = 0.8. */
    @Test
    void theAttainableLevelIsTheLargestPValueUpToIt() {
        assertThat(SignFlip.attainable(7, 0.025)).isEqualTo(3 / 128.0);
        assertThat(SignFlip.attainable(6, 0.1)).isEqualTo(6 / 64.0);
        assertThat(SignFlip.attainable(3, 0.125)).isEqualTo(1 / 8.0);
        assertThat(SignFlip.attainable(5, 0.025)).isZero();
    }

    /**
     * A coin decides which of a pair comes first, and being second costs 1, twice the noise: nothing but the coin
     * makes the test right. 20,000 draws: the error of the share is 0.0011.
     */
    @Test
    void theCoinAloneMakesTheLevelHold() {
        Random random = new Random(20_260_131);
        int draws = 20_000;
        long rejected = IntStream.range(0, draws)
                .filter(draw -> {
                    double[] differences = new double[7];
                    Arrays.setAll(
                            differences, i -> (random.nextBoolean() ? 1 : -1) * (1 + random.nextGaussian() / 2 + i));
                    return SignFlip.pValue(differences) <= 0.025;
                })
                .count();
        assertThat((double) rejected / draws).isCloseTo(SignFlip.attainable(7, 0.025), within(0.0035));
    }
}
