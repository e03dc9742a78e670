package timerbench.harness.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Trial;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Sentences;

/** The callbacks of one trial: how late they were, and how many had which outcome. */
final class CallbackBlocks {
    private static final double MICROS_PER_MILLI = 1e3;

    private static final Set<String> OTHERS = Set.of(
            Metric.LATENESS,
            Metric.EARLINESS,
            Metric.EXECUTIONS,
            Metric.EXECUTIONS_ASKED,
            Metric.TIME_TO_DRAIN,
            Metric.LISTENED,
            Metric.CLOCK_BOUND);

    private final Trial trial;

    private CallbackBlocks(Trial trial) {
        this.trial = trial;
    }

    /** Returns the blocks; without callbacks, a sentence. */
    static List<Block> of(Trial trial) {
        CallbackBlocks blocks = new CallbackBlocks(trial);
        return isMeasured(trial)
                ? List.of(blocks.lateness(), Facts.of(blocks.facts()), Sentences.text(blocks.clocks()))
                : List.of(Sentences.text(Numbers.NOT_MEASURED + ": this simulation has no callbacks"));
    }

    static boolean isMeasured(Trial trial) {
        return trial.metric(Metric.LATENESS, MetricScope.trial()).isPresent();
    }

    /** Returns whether the blocks show a metric. */
    static boolean shows(Metric metric) {
        return metric.subject().equals(MetricScope.trial())
                && (OTHERS.contains(metric.name())
                        || Arrays.stream(CallbackOutcome.values())
                                .anyMatch(outcome -> outcome.metric().equals(metric.name())));
    }

    private Table lateness() {
        List<Table.Column> columns = new ArrayList<>();
        List<Table.Cell> cells = new ArrayList<>();
        columns.add(Table.Column.of("executed", "1/s"));
        cells.add(Table.Cell.of(value(Metric.EXECUTIONS).map(Numbers::text).orElse(TrialBlocks.UNSUPPORTED)));
        // Only a load that knows when its timers fall due has this rate.
        value(Metric.EXECUTIONS_ASKED).ifPresent(rate -> {
            columns.add(Table.Column.of("due", "1/s"));
            cells.add(Table.Cell.of(Numbers.text(rate)));
        });
        columns.add(Table.Column.of("first callbacks"));
        List<Percentile> percentiles = TrialBlocks.shown(samples().stream().toList());
        List<Table.Column> distribution = TrialBlocks.distribution(percentiles);
        columns.addAll(distribution);
        cells.addAll(samples()
                .map(micros -> TrialBlocks.cells(micros, MICROS_PER_MILLI, percentiles))
                .orElse(List.of(Table.Cell.of("0"), Table.Cell.over(distribution.size(), Numbers.NOT_MEASURED))));
        return Table.of("", columns, List.of(new Table.Row(Table.Cell.of("lateness"), cells)));
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        // Counts are over the whole trial, its warm-up included.
        facts.put("broken promises", counts(CallbackOutcome::isViolation));
        facts.put("other callbacks", counts(outcome -> !outcome.isViolation()));
        value(Metric.TIME_TO_DRAIN)
                .ifPresent(seconds ->
                        facts.put("last callback", Numbers.text(seconds) + " s after the last timer was due"));
        facts.put(
                "listened",
                value(Metric.LISTENED)
                        .map(seconds ->
                                Numbers.text(seconds) + " s after the last expected callback; later ones are not seen")
                        .orElse(Numbers.NOT_MEASURED));
        return facts;
    }

    /** Returns the counts above zero, and which are not known. */
    private String counts(Predicate<CallbackOutcome> kind) {
        List<String> counts = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (CallbackOutcome outcome : CallbackOutcome.values()) {
            Optional<Double> count = value(outcome.metric());
            if (kind.test(outcome) && count.isEmpty()) {
                unknown.add(outcome.word());
            } else if (kind.test(outcome) && count.get() > 0) {
                counts.add(outcome.word() + " " + Numbers.text(count.get().longValue()));
            }
        }
        if (!unknown.isEmpty()) {
            counts.add(Numbers.NOT_MEASURED + ": " + String.join(", ", unknown));
        }
        return counts.isEmpty() ? "none" : String.join(" · ", counts);
    }

    /** Returns how exactly the clocks are known, and which percentiles of the lateness are below that. */
    private String clocks() {
        Optional<Double> bound = value(Metric.CLOCK_BOUND);
        return bound.map(micros -> "The clocks are known to " + Numbers.text(micros / MICROS_PER_MILLI) + " ms"
                        + samples()
                                .map(known -> compared(known.percentiles(), micros))
                                .orElse("."))
                .orElse("How well the clocks agree is " + Numbers.NOT_MEASURED + ".");
    }

    private static String compared(Map<Percentile, Long> percentiles, double bound) {
        List<Percentile> shown = TrialBlocks.PERCENTILES.stream()
                .filter(percentiles::containsKey)
                .toList();
        List<String> below = shown.stream()
                .filter(percentile -> percentiles.get(percentile) < bound)
                .map(percentile -> "p" + percentile.label())
                .toList();
        if (!below.isEmpty()) {
            return ": " + String.join(" and ", below) + " cannot be distinguished from zero.";
        }
        return shown.isEmpty() ? "." : ", less than any of these.";
    }

    private Optional<Double> value(String name) {
        return trial.value(name, MetricScope.trial());
    }

    private Optional<Distribution> samples() {
        return trial.distribution(Metric.LATENESS, MetricScope.trial());
    }
}
