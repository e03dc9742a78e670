package timerbench.harness.judge.gate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.Finding.Tested;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;
import timerbench.harness.stats.PairedRatio;

/** Pairs of trials with four metrics, and what a gate finds in them. */
final class GatePairs {
    static final int PAIRS = 14;

    /**
     * By how much a pair's candidate differs from its baseline for no reason; the same in all metrics but for its
     * size.
     */
    private static final double[] NOISE = {.6, -1.4, .3, 1.7, -.9, -.2, 1.1, -.5, .8, -1.2, 1.5, -.7, .1, -.4};

    static final List<Primary> METRICS = List.of(
            new Primary("throughput", MetricScope.trial(), Unit.PER_SECOND, Better.HIGHER, 4_812.5, .006),
            new Primary("responseTimeP95", MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER, 3_420, .011),
            new Primary("latenessP95", MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER, 18_650, .018),
            new Primary(
                    "cpuSecondsPerThousand",
                    MetricScope.process(MetricScope.SERVICE),
                    Unit.SECONDS,
                    Better.LOWER,
                    .2143,
                    .004));

    private GatePairs() {}

    /** A metric, about what it is, and how much it differs for no reason. */
    record Primary(String name, MetricScope subject, Unit unit, Better better, double usual, double noise) {
        double baseline(int pair) {
            return rounded(usual * (1 + .002 * pair));
        }

        /** The last digits of a power differ between machines. */
        private static double rounded(double value) {
            return Math.rint(value * 1e4) / 1e4;
        }

        double candidate(int pair, double factor) {
            return rounded(baseline(pair) * factor * Math.exp(noise * NOISE[pair]));
        }
    }

    /** Pairs whose candidates are so many times their baselines; one where nothing is said. */
    static List<Pair> of(int count, Map<String, Double> factors) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Map<String, Double> baseline = new LinkedHashMap<>();
                    Map<String, Double> candidate = new LinkedHashMap<>();
                    for (Primary metric : METRICS) {
                        baseline.put(metric.name(), metric.baseline(i));
                        candidate.put(metric.name(), metric.candidate(i, factors.getOrDefault(metric.name(), 1.0)));
                    }
                    return new Pair(1 + i, i % 3 != 1, trial(baseline), trial(candidate));
                })
                .toList();
    }

    static PairedTrial trial(Map<String, Double> values) {
        return new PairedTrial(values, List.of(), Optional.empty());
    }

    static Finding finding(Primary metric, List<Pair> pairs, Conclusion conclusion, String reason) {
        Optional<PairedRatio> ratio = ratio(metric, pairs);
        return new Finding(
                new JudgedMetric(metric.name(), metric.subject(), metric.unit(), metric.better()),
                new Finding.Figures(
                        median(metric, pairs, 0),
                        median(metric, pairs, 1),
                        ratio.map(PairedRatio::ratio),
                        Optional.empty(),
                        ratio.flatMap(PairedRatio::interval)),
                new Finding.Allowed(
                        "worse by at least 2 %, shown at 1 % over all metrics; passes if 5 % is excluded at 10 %",
                        Optional.of(metric.better() == Better.HIGHER ? 1 / 1.02 : 1.02)),
                Optional.of(tested(pairs, conclusion)),
                conclusion,
                MetricName.of(metric.name(), metric.subject()) + ": " + reason);
    }

    /** What is shown is shown by the last pair. */
    private static Tested tested(List<Pair> pairs, Conclusion conclusion) {
        Optional<Integer> last = Optional.of(pairs.size());
        return new Tested(
                GateMetric.Scale.RATIO,
                .02,
                .05,
                pairs.size(),
                last.filter(after -> conclusion == Conclusion.WORSE),
                last.filter(after -> conclusion == Conclusion.BETTER),
                last.filter(after -> conclusion == Conclusion.BETTER || conclusion == Conclusion.UNCHANGED));
    }

    private static Optional<PairedRatio> ratio(Primary metric, List<Pair> pairs) {
        return PairedRatio.of(values(metric, pairs, 1), values(metric, pairs, 0), .95);
    }

    private static double[] values(Primary metric, List<Pair> pairs, int side) {
        return pairs.stream()
                .mapToDouble(pair -> pair.values(metric.name())[side])
                .toArray();
    }

    private static Optional<Double> median(Primary metric, List<Pair> pairs, int side) {
        double[] sorted = Arrays.stream(values(metric, pairs, side))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Optional.empty() : Optional.of(sorted[sorted.length / 2]);
    }
}
