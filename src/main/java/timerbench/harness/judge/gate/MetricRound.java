package timerbench.harness.judge.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.Finding.RoundResult;
import timerbench.harness.run.Better;
import timerbench.harness.stats.SignFlip;
import timerbench.harness.stats.SmallestEffect;

/** One metric in the pairs of one round that have both values, finite and above 0. */
final class MetricRound {
    private final GateMetric metric;
    private final int round;
    private final int asked;
    private final double[] logRatios;

    private MetricRound(GateMetric metric, int round, int asked, double[] logRatios) {
        this.metric = metric;
        this.round = round;
        this.asked = asked;
        this.logRatios = logRatios;
    }

    /** @param asked how many pairs the rules ask for */
    static MetricRound of(GateMetric metric, int round, int asked, List<Pair> pairs) {
        double[] logRatios = pairs.stream()
                .map(pair -> pair.values(metric.name()))
                .filter(MetricRound::isMeasured)
                .mapToDouble(values -> Math.log(values[1]) - Math.log(values[0]))
                .toArray();
        return new MetricRound(metric, round, asked, logRatios);
    }

    private static boolean isMeasured(double[] values) {
        return Arrays.stream(values).allMatch(value -> value > 0 && Double.isFinite(value));
    }

    /** Returns how many pairs have both values. */
    int pairs() {
        return logRatios.length;
    }

    /** Returns whether every pair that the rules ask for has both values. */
    boolean isComplete() {
        return logRatios.length == asked;
    }

    /** Returns the geometric mean of the ratios; not a number if no pair has both values. */
    private double ratio() {
        return Math.exp(Arrays.stream(logRatios).average().orElse(Double.NaN));
    }

    /** Returns by what share of the baseline the metric became worse, below 0 if it became better. */
    double worsening() {
        return metric.better() == Better.LOWER ? ratio() - 1 : 1 - ratio();
    }

    /** Returns the direction in which the metric moved; worse if it did not move or was not measured. */
    Conclusion direction() {
        return worsening() < 0 ? Conclusion.BETTER : Conclusion.WORSE;
    }

    /** Returns the p-value of "it did not move in this direction". */
    double pValue(Conclusion direction) {
        boolean asRatios = (direction == Conclusion.WORSE) == (metric.better() == Better.LOWER);
        return SignFlip.pValue(
                Arrays.stream(logRatios).map(log -> asRatios ? log : -log).toArray());
    }

    /**
     * Returns the smallest change that would have been seen and counted, as a ratio above 1; nothing without spread.
     */
    Optional<Double> smallest(DoubleFunction<SmallestEffect> effects, double level) {
        return isComplete()
                ? effects.apply(level).in(logRatios, Math.log1p(metric.least())).map(Math::exp)
                : Optional.empty();
    }

    /**
     * The test of one metric in one direction.
     *
     * @param direction worse or better
     * @param adjusted the p-value of "it did not move in this direction", adjusted for all metrics tested along with
     *     it
     * @param level that the p-value is compared with
     * @param smallest the smallest change that would have been seen, as a ratio above 1; absent without spread or if
     *     incomplete
     */
    record Test(MetricRound values, Conclusion direction, double adjusted, double level, Optional<Double> smallest) {
        /** By how many times the sought change may be hidden by noise before nothing is concluded. */
        private static final double HIDDEN = 2;

        GateMetric metric() {
            return values.metric;
        }

        int round() {
            return values.round;
        }

        /** Returns whether the metric moved in the direction, surely enough and by as much as counts. */
        boolean isShown() {
            return values.isComplete()
                    && adjusted <= level
                    && values.direction() == direction
                    && Math.abs(values.worsening()) >= metric().least();
        }

        /** Returns whether a change that is sought would have been seen, or one not much larger. */
        boolean canDecide() {
            return values.isComplete() && !isTooNoisy();
        }

        boolean isTooNoisy() {
            return smallest.map(ratio -> ratio - 1 > HIDDEN * metric().sought()).orElse(false);
        }

        /** Returns the test as the files hold it; nothing if no pair has both values. */
        Optional<RoundResult> result() {
            return values.pairs() == 0
                    ? Optional.empty()
                    : Optional.of(new RoundResult(
                            round(),
                            values.pairs(),
                            values.ratio(),
                            values.pValue(Conclusion.WORSE),
                            values.pValue(Conclusion.BETTER),
                            smallest));
        }
    }
}
