package timerbench.harness.show;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.Finding.Tested;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Numbers;
import timerbench.harness.stats.Interval;

/** How the figures of a finding read, the same in every locale. */
final class FindingText {
    static final String UNKNOWN = "not known";

    private FindingText() {}

    static String baseline(Finding finding) {
        return value(finding, finding.baseline());
    }

    static String candidate(Finding finding) {
        return value(finding, finding.candidate());
    }

    static String value(Finding finding, Optional<Double> value) {
        return value.map(known -> value(finding, known)).orElse(Numbers.NOT_MEASURED);
    }

    private static String value(Finding finding, double value) {
        return finding.metric().equals(Metric.ERROR_RATE)
                ? Numbers.percentage(value) + " %"
                : Numbers.withUnit(finding.unit(), value);
    }

    /** Returns the ratio, rounded towards the worse: what is beyond a limit never reads as the limit. */
    static String ratio(Finding finding) {
        return finding.ratio()
                .map(ratio -> Numbers.ratio(ratio, finding.better()))
                .orElse(isMeasured(finding) ? UNKNOWN : Numbers.NOT_MEASURED);
    }

    private static boolean isMeasured(Finding finding) {
        return finding.baseline().isPresent() && finding.candidate().isPresent();
    }

    /** Returns the ratio or the difference, with its interval if it has one. */
    static String changeWithInterval(Finding finding) {
        return change(finding) + bracketedInterval(finding);
    }

    /** Returns the ratio, or the difference of a metric that is compared by it. */
    static String change(Finding finding) {
        return finding.difference()
                .map(difference -> signed(finding, difference))
                .orElseGet(() -> ratio(finding));
    }

    /** Returns the interval of the ratio or the difference in brackets, after a space; empty if there is none. */
    static String bracketedInterval(Finding finding) {
        return finding.interval()
                .map(interval -> " (" + limit(finding, interval.low()) + "–" + limit(finding, interval.high()) + ")")
                .orElse("");
    }

    private static String limit(Finding finding, double limit) {
        return finding.difference().isPresent() ? signed(finding, limit) : Numbers.ratio(limit);
    }

    /** Returns how often the intervals of the ratios hold the true one, if that is the same for all: {@code 95 %}. */
    static Optional<String> confidence(List<Finding> findings) {
        List<String> texts = findings.stream()
                .flatMap(finding -> finding.interval().stream())
                .map(FindingText::confidence)
                .distinct()
                .toList();
        return texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty();
    }

    static String confidence(Interval interval) {
        return Numbers.percent(interval.confidence());
    }

    /** Returns what was tested, and after which pair it was shown: {@code worse by 5 % excluded after 9 pairs}. */
    static String tested(Finding finding) {
        return finding.tested().map(tested -> tested(finding, tested)).orElse(UNKNOWN);
    }

    private static String tested(Finding finding, Tested tested) {
        String excluded = "worse by " + size(finding, tested.sought())
                + tested.excludedAfter()
                        .map(pair -> " excluded after " + pair + " pairs")
                        .orElse(" not excluded");
        return Stream.of(
                        tested.worseAfter().map(pair -> "worse after " + pair + " pairs"),
                        tested.betterAfter().map(pair -> "better after " + pair + " pairs"),
                        Optional.of(excluded))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    /** Returns the change that passing excludes, if it was excluded; else a dash. */
    static String excluded(Finding finding) {
        return finding.tested()
                .filter(tested -> tested.excludedAfter().isPresent())
                .map(tested -> size(finding, tested.sought()))
                .orElse("–");
    }

    private static String size(Finding finding, double change) {
        boolean isRatio = finding.tested().map(Tested::scale).equals(Optional.of(GateMetric.Scale.RATIO));
        return isRatio ? Numbers.percent(change) : value(finding, change);
    }

    private static String signed(Finding finding, double difference) {
        return (difference < 0 ? "−" : "+") + Numbers.difference(finding.unit(), Math.abs(difference));
    }
}
