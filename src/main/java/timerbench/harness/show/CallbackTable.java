package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Trial;

/** What became of the callbacks of one trial: how late they were, and how many were what. */
final class CallbackTable {
    private static final List<Percentile> SHOWN =
            List.of(Percentile.P50, Percentile.P95, Percentile.P99, Percentile.P99_9);

    /** The names of the counts; those that nothing excuses come first. */
    private static final List<String> COUNTS = List.of(
            "lost",
            "duplicates",
            "early",
            "afterDelete",
            "afterUpdate",
            "unknown",
            "payloadChanged",
            "wrongAttempt",
            "malformed",
            "onTime",
            "late",
            "retries",
            "stillPending",
            "uncertain");

    private static final Set<String> OTHERS = Set.of(
            Metric.LATENESS,
            Metric.EARLINESS,
            Metric.EXECUTIONS,
            Metric.EXECUTIONS_ASKED,
            Metric.TIME_TO_DRAIN,
            Metric.LISTENED,
            Metric.CLOCK_BOUND);

    private final Trial trial;

    private CallbackTable(Trial trial) {
        this.trial = trial;
    }

    static boolean shows(Metric metric) {
        return metric.subject().equals(MetricScope.trial())
                && (COUNTS.contains(metric.name()) || OTHERS.contains(metric.name()));
    }

    /** Returns the lines; none where no callbacks were looked for. */
    static List<String> lines(Trial trial) {
        CallbackTable table = new CallbackTable(trial);
        return table.measured(Metric.LATENESS).isEmpty() ? List.of() : table.lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(lateness());
        lines.addAll(TextWrap.lines("of all, those of the warm-up among them: ", counts(), RunTable.WIDTH));
        value(Metric.TIME_TO_DRAIN)
                .ifPresent(seconds ->
                        lines.add("From the last instant due to the last callback: " + Numbers.text(seconds) + " s."));
        value(Metric.LISTENED)
                .ifPresent(seconds -> lines.add("Listened for " + Numbers.text(seconds)
                        + " s after the last expected callback; what comes later is not seen."));
        bound().ifPresent(text -> lines.addAll(TextWrap.lines("", text, RunTable.WIDTH)));
        return lines;
    }

    private List<String> lateness() {
        TextTable table = new TextTable(SHOWN.size() + 5, RunTable.WIDTH);
        table.row("", cells(List.of("executed", "due", "first", "mean", "p50", "p95", "p99", "p99.9", "max")));
        table.row("callbacks", cells(List.of("1/s", "1/s", "callbacks", "ms", "ms", "ms", "ms", "ms", "ms")));
        List<String> texts = new ArrayList<>();
        texts.add(value(Metric.EXECUTIONS).map(Numbers::text).orElse("-"));
        texts.add(value(Metric.EXECUTIONS_ASKED).map(Numbers::text).orElse("-"));
        distribution()
                .ifPresentOrElse(
                        micros -> texts.addAll(lateness(micros)),
                        () -> texts.addAll(List.of("0", "-", "-", "-", "-", "-", "-")));
        table.row("lateness", cells(texts));
        return table.lines();
    }

    private static List<String> lateness(Distribution micros) {
        List<String> texts = new ArrayList<>();
        texts.add(Numbers.text(micros.count()));
        texts.add(Numbers.text(micros.mean() / 1e3));
        for (Percentile percentile : SHOWN) {
            Long value = micros.percentiles().get(percentile);
            texts.add(value == null ? "-" : Numbers.text(value / 1e3));
        }
        texts.add(Numbers.text(micros.max() / 1e3));
        return texts;
    }

    private static List<TextTable.Cell> cells(List<String> texts) {
        return texts.stream().map(TextTable.Cell::of).toList();
    }

    private String counts() {
        return COUNTS.stream()
                .flatMap(name -> value(name).map(count -> words(name) + " " + Numbers.text(count.longValue())).stream())
                .collect(Collectors.joining(" · "));
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    /** Where the clocks are known less well than the callbacks were on time, that is all that can be said. */
    private Optional<String> bound() {
        Optional<Double> bound = value(Metric.CLOCK_BOUND);
        Optional<Distribution> micros = distribution();
        if (bound.isEmpty() || micros.isEmpty()) {
            return Optional.empty();
        }
        String known = "The clocks are known to " + Numbers.text(bound.get() / 1e3) + " ms";
        return Optional.of(known + compared(micros.get().percentiles(), bound.get()));
    }

    private static String compared(Map<Percentile, Long> percentiles, double bound) {
        List<Percentile> shown = SHOWN.stream().filter(percentiles::containsKey).toList();
        List<String> below = shown.stream()
                .filter(percentile -> percentiles.get(percentile) < bound)
                .map(percentile -> "p" + percentile.label())
                .toList();
        if (!below.isEmpty()) {
            return ": " + String.join(" and ", below) + " cannot be told from no lateness at all.";
        }
        return shown.isEmpty() ? "." : ", less than any of these.";
    }

    private Optional<Double> value(String name) {
        return trial.value(name, MetricScope.trial());
    }

    private Optional<Distribution> distribution() {
        return trial.distribution(Metric.LATENESS, MetricScope.trial());
    }

    private Optional<Measured> measured(String name) {
        return trial.metric(name, MetricScope.trial()).map(Metric::measured);
    }
}
