package timerbench.harness.stats;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The sign-flip test as a bet, to compare other tests with: an e-process, which may be looked at after each pair.
 *
 * <p>For each metric it multiplies exp(λx)/cosh(λx), whose mean over both signs of x is 1 (de la Peña 1999, Annals of
 * Probability 27(1), 537–564; bets as in Waudby-Smith & Ramdas 2024, JRSS B 86(1), 1–27). The scale λ of a pair is
 * taken from the pairs before it. The products of all metrics are averaged, which needs no independence (Vovk & Wang
 * 2021, Annals of Statistics 49(3), 1736–1754). By Ville's inequality, the average ever reaches 1/level with at most
 * the probability of the level.
 */
public final class BettingTest {
    private BettingTest() {}

    /**
     * Returns after how many pairs the test shows that a metric is above 0; empty if it never does.
     *
     * @param pairs the values of all metrics, above 0 in the direction that is tested
     * @param level such as 0.01
     */
    public static OptionalInt shownAfter(List<double[]> pairs, double level) {
        double[] logs = new double[pairs.isEmpty() ? 0 : pairs.get(0).length];
        double[] sums = new double[logs.length];
        double[] squares = new double[logs.length];
        for (int n = 0; n < pairs.size(); n++) {
            for (int metric = 0; metric < logs.length; metric++) {
                double x = pairs.get(n)[metric];
                // The best scale for normal values is mean / mean of squares. It bets on nothing but values above 0.
                double scale = squares[metric] == 0 ? 0 : Math.max(0, sums[metric] / squares[metric]);
                // log(exp(y) / cosh(y)) = log 2 − log(1 + exp(−2y))
                logs[metric] += Math.log(2) - Math.log1p(Math.exp(-2 * scale * x));
                sums[metric] += x;
                squares[metric] += x * x;
            }
            if (Arrays.stream(logs).map(Math::exp).average().orElse(0) >= 1 / level) {
                return OptionalInt.of(n + 1);
            }
        }
        return OptionalInt.empty();
    }
}
