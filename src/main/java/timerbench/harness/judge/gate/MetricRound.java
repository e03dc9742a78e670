package timerbench.harness.judge.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import timerbench.harness.run.Better;
import timerbench.harness.stats.SignFlip;
import timerbench.harness.stats.SmallestEffect;

/** One metric in the pairs of one round that have both values, finite and above 0; at least one. */
final class MetricRound {
    private final GateMetric metric;
    private final int round;
    private final double[] logRatios;

    private MetricRound(GateMetric metric, int round, double[] logRatios) {
        this.metric = metric;
        this.round = round;
        this.logRatios = logRatios;
    }

    /** Returns nothing if no pair has both values. */
    static Optional<MetricRound> of(GateMetric metric, int round, List<Pair> pairs) {
        double[] logRatios = pairs.stream()
                .map(pair -> pair.values(metric.name()))
                .filter(MetricRound::isMeasured)
                .mapToDouble(values -> Math.log(values[1]) - Math.log(values[0]))
                .toArray();
        return logRatios.length == 0 ? Optional.empty() : Optional.of(new MetricRound(metric, round, logRatios));
    }

    private static boolean isMeasured(double[] values) {
        return Arrays.stream(values).allMatch(value -> value > 0 && Double.isFinite(value));
    }

    int pairs() {
        return logRatios.length;
    }

    private double ratio() {
        return Math.exp(Arrays.stream(logRatios).average().orElseThrow());
    }

    /** Returns by what share of the baseline the metric became worse, below 0 if it became better. */
    double worsening() {
        return metric.better() == Better.LOWER ? ratio() - 1 : 1 - ratio();
    }

    /** Returns in which of both directions it moved; worse if in none. */
    Conclusion direction() {
        return worsening() >= 0 ? Conclusion.WORSE : Conclusion.BETTER;
    }

    /** Returns whether the change is in this direction, and as large as counts. */
    boolean counts(Conclusion direction) {
        return direction() == direction && Math.abs(worsening()) >= metric.least();
    }

    /** Returns the p-value of "it did not move in this direction". */
    double pValue(Conclusion direction) {
        return SignFlip.pValue(differences(direction));
    }

    /** Returns the logarithms of the ratios, above 0 where a pair moved in this direction. */
    private double[] differences(Conclusion direction) {
        boolean asRatios = (direction == Conclusion.WORSE) == (metric.better() == Better.LOWER);
        return Arrays.stream(logRatios).map(log -> asRatios ? log : -log).toArray();
    }

    /**
     * Returns the smallest change that would have been seen and counted, as a ratio above 1; nothing without spread.
     *
     * @param effect that of as many pairs
     */
    Optional<Double> smallest(SmallestEffect effect) {
        return effect.in(logRatios, Math.log1p(metric.least())).map(Math::exp);
    }

    RoundResult test(Optional<Double> smallest) {
        return new RoundResult(round, pairs(), ratio(), pValue(Conclusion.WORSE), pValue(Conclusion.BETTER), smallest);
    }
}
