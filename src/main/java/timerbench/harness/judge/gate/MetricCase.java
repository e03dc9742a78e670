package timerbench.harness.judge.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.GateMetric.Scale;
import timerbench.harness.run.Better;
import timerbench.harness.run.Numbers;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.PairedDifference;
import timerbench.harness.stats.PairedRatio;
import timerbench.harness.stats.SequentialSignFlip;

/** One metric of a gate, pair by pair. */
final class MetricCase {
    /** The order of findings, the deciding ones first. */
    static final List<Conclusion> ORDER =
            List.of(Conclusion.WORSE, Conclusion.BETTER, Conclusion.UNDECIDED, Conclusion.UNCHANGED);

    private final GateMetric metric;
    private final int most;

    /** Tests that it is worse by less than the sought change. */
    private final SequentialSignFlip passing;

    private int pairs;
    private int measured;
    private double sum;
    private Optional<Integer> worseAfter = Optional.empty();
    private Optional<Integer> betterAfter = Optional.empty();
    private Optional<Integer> excludedAfter = Optional.empty();

    MetricCase(GateMetric metric, GateRules rules) {
        this.metric = metric;
        this.most = rules.pairs();
        this.passing = new SequentialSignFlip(1, rules.passSpending());
    }

    /** Adds the worsening of a pair, and returns it; 0, which tests take for neither sign, if it is not measured. */
    double add(Pair pair) {
        OptionalDouble worsening = metric.worsening(pair);
        pairs++;
        if (worsening.isEmpty()) {
            return 0;
        }
        measured++;
        sum += worsening.getAsDouble();
        passing.add(metric.soughtWorsening() - worsening.getAsDouble());
        return worsening.getAsDouble();
    }

    /** Concludes from the pairs so far. What is shown counts once the mean is as large as counts. */
    void look(boolean showsWorse, boolean showsBetter) {
        if (!isComplete()) {
            return;
        }
        worseAfter = worseAfter.or(() -> showsWorse && counts(mean()) ? Optional.of(pairs) : Optional.empty());
        betterAfter = betterAfter.or(() -> showsBetter && counts(-mean()) ? Optional.of(pairs) : Optional.empty());
        excludedAfter = excludedAfter.or(() -> passing.shows() ? Optional.of(pairs) : Optional.empty());
    }

    private boolean counts(double mean) {
        return mean >= metric.leastWorsening();
    }

    GateMetric metric() {
        return metric;
    }

    /** Returns whether each pair has values of both sides that can be compared. */
    boolean isComplete() {
        return measured == pairs;
    }

    int pairs() {
        return pairs;
    }

    int measured() {
        return measured;
    }

    /** Returns the mean worsening; not a number if nothing was measured. */
    double mean() {
        return measured == 0 ? Double.NaN : sum / measured;
    }

    boolean isWorse() {
        return conclusion() == Conclusion.WORSE;
    }

    boolean isBetter() {
        return conclusion() == Conclusion.BETTER;
    }

    /**
     * Returns whether the sought change is excluded, and what was measured is too small to count. More pairs may show
     * whether it is a change. If there are no more, it is enough that the sought change is excluded.
     */
    boolean passes() {
        return isComplete() && isExcluded() && (!counts(mean()) || pairs == most);
    }

    boolean isExcluded() {
        return excludedAfter.isPresent();
    }

    Conclusion conclusion() {
        if (!isComplete()) {
            return Conclusion.UNDECIDED;
        } else if (worseAfter.isPresent()) {
            return Conclusion.WORSE;
        } else if (betterAfter.isPresent()) {
            return Conclusion.BETTER;
        }
        return passes() ? Conclusion.UNCHANGED : Conclusion.UNDECIDED;
    }

    /** Returns the finding in these pairs, which are all that were added. */
    Finding finding(GateRules rules, List<Pair> added, String reason) {
        return new Finding(
                metric.judged(), figures(rules, added), allowed(rules), Optional.of(tested()), conclusion(), reason);
    }

    private Finding.Figures figures(GateRules rules, List<Pair> added) {
        double[] baseline = side(added, 0);
        double[] candidate = side(added, 1);
        if (metric.scale() == Scale.RATIO) {
            Optional<PairedRatio> ratio = PairedRatio.of(candidate, baseline, rules.confidence());
            return new Finding.Figures(
                    median(baseline),
                    median(candidate),
                    ratio.map(PairedRatio::ratio),
                    Optional.empty(),
                    ratio.flatMap(PairedRatio::interval));
        }
        Optional<PairedDifference> difference = PairedDifference.of(candidate, baseline, rules.confidence());
        return new Finding.Figures(
                median(baseline),
                median(candidate),
                Optional.empty(),
                difference.map(PairedDifference::difference),
                difference.flatMap(PairedDifference::interval));
    }

    private double[] side(List<Pair> added, int index) {
        return added.stream()
                .mapToDouble(pair -> pair.values(metric.name())[index])
                .toArray();
    }

    private static Optional<Double> median(double[] values) {
        double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
        return known.length == 0 ? Optional.empty() : Optional.of(Median.of(known));
    }

    private Finding.Tested tested() {
        return new Finding.Tested(
                metric.scale(), metric.least(), metric.sought(), measured, worseAfter, betterAfter, excludedAfter);
    }

    private Finding.Allowed allowed(GateRules rules) {
        String text =
                "worse by at least " + metric.text(metric.least()) + ", shown at " + Numbers.percent(rules.level())
                        + " over all metrics; passes if " + metric.text(metric.sought()) + " is excluded at "
                        + Numbers.percent(rules.passLevel());
        double least = metric.better() == Better.LOWER ? metric.leastWorsening() : -metric.leastWorsening();
        return new Finding.Allowed(text, Optional.of(metric.scale() == Scale.RATIO ? Math.exp(least) : least));
    }
}
