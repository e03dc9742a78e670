package timerbench.harness.show;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.Finding.RoundResult;
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

    /** Returns the ratio with its interval, if it has one. */
    static String ratioWithInterval(Finding finding) {
        return ratio(finding) + bracketedInterval(finding);
    }

    /** Returns the interval of the ratio in brackets, after a space; empty if there is none. */
    static String bracketedInterval(Finding finding) {
        return finding.interval()
                .map(interval -> " (" + Numbers.ratio(interval.low()) + "–" + Numbers.ratio(interval.high()) + ")")
                .orElse("");
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

    /** Returns the smallest change that all rounds would have seen: none is believed that only one of them sees. */
    static String smallest(Finding finding) {
        List<Optional<Double>> rounds =
                finding.tests().stream().map(RoundResult::smallest).toList();
        DoubleStream known = rounds.stream().flatMap(Optional::stream).mapToDouble(ratio -> ratio - 1);
        return rounds.isEmpty() || rounds.contains(Optional.<Double>empty())
                ? UNKNOWN
                : Numbers.change(known.max().orElseThrow());
    }
}
