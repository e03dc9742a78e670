package timerbench.harness.judge.gate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.run.Better;
import timerbench.harness.run.Numbers;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.PairedRatio;

/** Findings of a paired gate: the figures of both sides, what is concluded, and why. */
final class Findings {
    private static final List<Conclusion> ORDER =
            List.of(Conclusion.WORSE, Conclusion.BETTER, Conclusion.UNDECIDED, Conclusion.UNCHANGED);

    private final GateRules rules;
    private final GateRound first;
    private final GateRound second;

    Findings(GateRules rules, GateRound first, GateRound second) {
        this.rules = rules;
        this.first = first;
        this.second = second;
    }

    /** Returns one a metric, those that decide first, and alike ones as they were given. */
    List<Finding> of(List<MetricCase> cases) {
        return cases.stream()
                .map(this::finding)
                .sorted(Comparator.comparingInt(finding -> ORDER.indexOf(finding.conclusion())))
                .toList();
    }

    private Finding finding(MetricCase metricCase) {
        GateMetric metric = metricCase.metric();
        double[][] pairs = pairs(metricCase);
        double[] baseline = side(pairs, 0);
        double[] candidate = side(pairs, 1);
        Optional<PairedRatio> ratio = PairedRatio.of(candidate, baseline, rules.confidence());
        return new Finding(
                        metric.name(),
                        metric.subject(),
                        metric.unit(),
                        metric.better(),
                        median(baseline),
                        median(candidate),
                        ratio.map(PairedRatio::ratio),
                        ratio.flatMap(PairedRatio::interval),
                        limit(metric),
                        metricCase.tests().stream()
                                .flatMap(test -> test.asRoundTest().stream())
                                .toList(),
                        metricCase.conclusion(),
                        new CaseText(metricCase, rules).reason())
                .countingWorseFrom(metric.better() == Better.LOWER ? 1 + metric.least() : 1 / (1 + metric.least()));
    }

    /** Returns the values of both rounds where the second tested the metric, else of the first alone. */
    private double[][] pairs(MetricCase metricCase) {
        List<Pair> confirming =
                metricCase.confirmation().map(test -> second.pairs()).orElse(List.of());
        return Stream.concat(first.pairs().stream(), confirming.stream())
                .map(pair -> pair.values(metricCase.metric().name()))
                .toArray(double[][]::new);
    }

    private static double[] side(double[][] pairs, int index) {
        return Arrays.stream(pairs).mapToDouble(pair -> pair[index]).toArray();
    }

    private Optional<Double> median(double[] values) {
        double[] measured = Arrays.stream(values).filter(Double::isFinite).toArray();
        return measured.length == 0
                ? Optional.empty()
                : Optional.of(Median.of(measured, rules.confidence()).value());
    }

    private String limit(GateMetric metric) {
        return "worse by at least " + Numbers.percent(metric.least()) + ", shown at "
                + Numbers.percent(rules.firstLevel()) + " in " + rules.pairs() + " pairs, and at "
                + Numbers.percent(rules.confirmationLevel()) + " again in " + rules.pairs() + " fresh ones";
    }
}
