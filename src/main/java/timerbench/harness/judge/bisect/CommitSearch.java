package timerbench.harness.judge.bisect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import timerbench.harness.judge.bisect.SearchResult.Tested;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.NoisyBisection;

/**
 * Searches the commit that made one metric worse. The baseline of all pairs is the good commit, and the candidate is
 * one of the range.
 */
public final class CommitSearch {
    private static final double LEAST_SPREAD = 1e-12;

    private final CommitRange range;
    private final GateMetric metric;
    private final double confidence;
    private final NoisyBisection bisection;
    private final List<List<Double>> worsenings;
    private final Map<Integer, String> skipped = new HashMap<>();

    private CommitSearch(CommitRange range, GateMetric metric, double confidence, double[] ofBad) {
        this.range = range;
        this.metric = metric;
        this.confidence = confidence;
        this.bisection = new NoisyBisection(range.commits().size(), ofBad);
        this.worsenings = range.commits().stream()
                .<List<Double>>map(commit -> new ArrayList<>())
                .toList();
        for (double worsening : ofBad) {
            worsenings.get(worsenings.size() - 1).add(worsening);
        }
    }

    /**
     * Returns a search that begins with the pairs of a gate, the good commit against the bad one. It searches by that
     * one of the metrics that became worse whose mean worsening is largest, measured by its spread.
     *
     * @param metrics of the gate
     * @param confidence the probability from which on a commit is the culprit
     * @return empty if the gate shows no metric that became worse
     */
    public static Optional<CommitSearch> of(
            CommitRange range, GateReport gate, List<GateMetric> metrics, double confidence) {
        List<String> worse = gate.findings().stream()
                .filter(finding -> finding.conclusion() == Conclusion.WORSE)
                .map(Finding::metric)
                .toList();
        return metrics.stream()
                .filter(metric -> worse.contains(metric.name()))
                .filter(metric -> clearness(worsenings(metric, gate.pairs())) > 0)
                .max(Comparator.comparingDouble(metric -> clearness(worsenings(metric, gate.pairs()))))
                .map(metric -> new CommitSearch(range, metric, confidence, worsenings(metric, gate.pairs())));
    }

    private static double[] worsenings(GateMetric metric, List<Pair> pairs) {
        return pairs.stream()
                .flatMapToDouble(pair -> metric.worsening(pair).stream())
                .toArray();
    }

    /** Returns the median by the median of absolute deviations: one outlier chooses no metric. */
    private static double clearness(double[] worsenings) {
        if (worsenings.length < 2 || Arrays.stream(worsenings).sum() <= 0) {
            return 0;
        }
        double median = Median.of(worsenings);
        double spread = Median.of(Arrays.stream(worsenings)
                .map(worsening -> Math.abs(worsening - median))
                .toArray());
        return median / Math.max(spread, LEAST_SPREAD);
    }

    /** Returns a worsening of the search's metric as people read it. */
    public String text(double worsening) {
        return WorseningText.of(metric, worsening);
    }

    public GateMetric metric() {
        return metric;
    }

    public CommitRange range() {
        return range;
    }

    /**
     * Learns from a pair, the good commit against the one at the index.
     *
     * @return the worsening; empty if it was not measured, and nothing is learnt
     */
    public Optional<Double> observe(int index, Pair pair) {
        Optional<Double> worsening = metric.worsening(pair).stream().boxed().findFirst();
        worsening.ifPresent(value -> {
            worsenings.get(index).add(value);
            bisection.observe(index, value);
        });
        return worsening;
    }

    /** Learns that a commit cannot be measured. */
    public void skip(int index, String reason) {
        skipped.put(index, reason);
        bisection.skip(index);
    }

    /** Returns the index of the commit to measure next; empty if the search is over. */
    public OptionalInt next(OptionalInt before) {
        return isSure() ? OptionalInt.empty() : bisection.next(before);
    }

    private boolean isSure() {
        return bisection.best().probability() >= confidence;
    }

    /** Returns how probably each commit is the culprit. */
    public double[] probabilities() {
        return bisection.probabilities();
    }

    /** Returns what is known now. */
    public SearchResult result() {
        double[] probabilities = probabilities();
        List<Tested> commits = IntStream.range(0, probabilities.length)
                .mapToObj(i -> new Tested(
                        range.commits().get(i),
                        probabilities[i],
                        worsenings.get(i),
                        Optional.ofNullable(skipped.get(i))))
                .toList();
        return new SearchResult(
                metric,
                confidence,
                new SearchResult.Effect(bisection.effect(), bisection.effectWithin(confidence)),
                commits,
                (isSure() ? Stream.of(bisection.best()) : bisection.fewest(confidence).stream()).toList());
    }
}
