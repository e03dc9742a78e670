package timerbench.harness.show;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.RoundResult;
import timerbench.harness.run.Better;
import timerbench.harness.run.Figure;
import timerbench.harness.run.Metric;
import timerbench.harness.stats.Interval;

/** How the figures of a finding read, the same in every locale. */
final class FindingText {
    static final String UNKNOWN = "not known";

    private static final int RATIO_DECIMALS = 3;
    private static final double SMALLEST_RATIO = 0.001;
    private static final int LARGEST_RATIO = 999;
    private static final double MICROS_PER_MILLI = 1_000;

    private FindingText() {}

    static String baseline(Finding finding) {
        return value(finding, finding.baseline());
    }

    static String candidate(Finding finding) {
        return value(finding, finding.candidate());
    }

    static String value(Finding finding, Optional<Double> value) {
        return value.map(known -> value(finding, known)).orElse(Figure.NOT_MEASURED);
    }

    /** Times that are counted in microseconds read in milliseconds. */
    private static String value(Finding finding, double value) {
        if (finding.metric().equals(Metric.ERROR_RATE)) {
            return Figure.percent(value) + " %";
        }
        return switch (finding.unit()) {
            case PER_SECOND -> Figure.text(value) + "/s";
            case MICROSECONDS -> Figure.text(value / MICROS_PER_MILLI) + " ms";
            case SECONDS -> Figure.fineText(value) + " s";
            case BYTES -> number(value) + " bytes";
            case ONE -> number(value);
            default -> number(value) + " " + finding.unit().symbol();
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Figure.text((long) value) : Figure.text(value);
    }

    /** Returns the ratio, rounded towards the worse: what is beyond a limit never reads as the limit. */
    static String ratio(Finding finding) {
        return finding.ratio()
                .map(ratio ->
                        ratio(ratio, finding.better() == Better.HIGHER ? RoundingMode.FLOOR : RoundingMode.CEILING))
                .orElse(isMeasured(finding) ? UNKNOWN : Figure.NOT_MEASURED);
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
                .map(interval -> " (" + ratio(interval.low()) + "–" + ratio(interval.high()) + ")")
                .orElse("");
    }

    static String ratio(double ratio) {
        return ratio(ratio, RoundingMode.HALF_UP);
    }

    private static String ratio(double ratio, RoundingMode rounding) {
        if (ratio > LARGEST_RATIO) {
            return ">" + LARGEST_RATIO;
        }
        return ratio > 0 && ratio < SMALLEST_RATIO
                ? "<" + SMALLEST_RATIO
                : BigDecimal.valueOf(ratio).setScale(RATIO_DECIMALS, rounding).toPlainString();
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
        return Figure.percent(interval.confidence()).replaceFirst("\\.0+$", "") + " %";
    }

    /** Returns the smallest change that all rounds would have seen: none is believed that only one of them sees. */
    static String smallest(Finding finding) {
        List<Optional<Double>> rounds =
                finding.tests().stream().map(RoundResult::smallest).toList();
        DoubleStream known = rounds.stream().flatMap(Optional::stream).mapToDouble(ratio -> ratio - 1);
        return rounds.isEmpty() || rounds.contains(Optional.<Double>empty())
                ? UNKNOWN
                : change(known.max().orElseThrow());
    }

    /** Returns a share as a percentage with one digit. */
    static String change(double share) {
        double percent = 100 * share;
        return percent > 0 && percent < 0.1 ? "<0.1 %" : String.format(Locale.ROOT, "%,.1f %%", percent);
    }
}
