package timerbench.harness.judge.gate;

import java.util.Optional;

/**
 * The paired test of one metric in one round.
 *
 * @param round 1, or 2 for the confirmation
 * @param pairs whose both values were above zero
 * @param ratio candidate to baseline, geometric mean over the pairs
 * @param worse the p-value of "it became no worse"
 * @param better the p-value of "it became no better"
 * @param smallest the smallest change, as a ratio above 1, that would have been seen with 80 % power; absent without spread,
 *     where values are missing, and where no double holds it
 */
public record RoundResult(int round, int pairs, double ratio, double worse, double better, Optional<Double> smallest) {
    public RoundResult {
        smallest = smallest.filter(Double::isFinite);
    }
}
