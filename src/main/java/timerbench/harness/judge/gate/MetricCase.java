package timerbench.harness.judge.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.run.Better;
import timerbench.harness.run.Numbers;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.PairedRatio;

/**
 * One metric in both rounds.
 *
 * @param first the test in the direction in which the metric moved
 * @param confirmation the test in the same direction; present just if the first round shows a change
 */
record MetricCase(MetricRound.Test first, Optional<MetricRound.Test> confirmation) {
    /** The order of findings, the deciding ones first. */
    static final List<Conclusion> ORDER =
            List.of(Conclusion.WORSE, Conclusion.BETTER, Conclusion.UNDECIDED, Conclusion.UNCHANGED);

    MetricCase {
        if (confirmation.isPresent() != first.isShown()) {
            throw new IllegalArgumentException(
                    first.metric().name() + ": the second round tests what the first one shows, and nothing else");
        }
    }

    boolean isConfirmed() {
        return confirmation.map(MetricRound.Test::isShown).orElse(false);
    }

    Conclusion conclusion() {
        if (isConfirmed()) {
            return first.direction();
        }
        boolean canDecide = tests().allMatch(MetricRound.Test::canDecide);
        return canDecide ? Conclusion.UNCHANGED : Conclusion.UNDECIDED;
    }

    private Stream<MetricRound.Test> tests() {
        return Stream.concat(Stream.of(first), confirmation.stream());
    }

    /**
     * Returns the finding.
     *
     * @param pairs of the rounds that tested the metric
     */
    Finding finding(GateRules rules, List<Pair> pairs, String reason) {
        GateMetric metric = first.metric();
        double[] baseline = side(pairs, 0);
        double[] candidate = side(pairs, 1);
        Optional<PairedRatio> ratio = PairedRatio.of(candidate, baseline, rules.confidence());
        return new Finding(
                metric.judged(),
                new Finding.Figures(
                        median(baseline),
                        median(candidate),
                        ratio.map(PairedRatio::ratio),
                        ratio.flatMap(PairedRatio::interval)),
                allowed(rules),
                tests().flatMap(test -> test.result().stream()).toList(),
                conclusion(),
                reason);
    }

    private double[] side(List<Pair> pairs, int index) {
        return pairs.stream()
                .mapToDouble(pair -> pair.values(first.metric().name())[index])
                .toArray();
    }

    private static Optional<Double> median(double[] values) {
        double[] measured = Arrays.stream(values).filter(Double::isFinite).toArray();
        return measured.length == 0 ? Optional.empty() : Optional.of(Median.of(measured));
    }

    private Finding.Allowed allowed(GateRules rules) {
        double least = first.metric().least();
        String text = "worse by at least " + Numbers.percent(least) + ", shown at "
                + Numbers.percent(rules.firstLevel()) + " in " + rules.pairs() + " pairs, and at "
                + Numbers.percent(rules.confirmationLevel()) + " again in " + rules.pairs() + " fresh ones";
        double worseFrom = first.metric().better() == Better.LOWER ? 1 + least : 1 / (1 + least);
        return new Finding.Allowed(text, Optional.of(worseFrom));
    }
}
