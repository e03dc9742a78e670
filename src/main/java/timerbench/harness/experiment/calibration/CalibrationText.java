package timerbench.harness.experiment.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import timerbench.harness.experiment.calibration.ScenarioOutcome.Noise;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.MarkdownText;
import timerbench.harness.stats.ExactBound;

/** A calibration for people, as Markdown that also reads well on a console. */
public final class CalibrationText {
    private static final double CONFIDENCE = 0.95;

    /** The values whose change shows what a slowdown did. */
    private static final List<TrialValue> SHOWN = List.of(
            TrialValue.THROUGHPUT,
            TrialValue.CPU_SECONDS_PER_THOUSAND,
            TrialValue.SERVER_TIME_MEAN,
            TrialValue.RESPONSE_TIME_P95,
            TrialValue.LATENESS_P50);

    private CalibrationText() {}

    public static String format(Calibration calibration) {
        List<String> lines = new ArrayList<>(List.of("# Calibration of the paired gate", ""));
        int pairs =
                calibration.outcomes().stream().mapToInt(ScenarioOutcome::pairs).sum();
        String measured = calibration.measured().stream().map(String::valueOf).collect(Collectors.joining(" or "));
        lines.add(pairs + " pairs, measured in gates of at most " + measured + " pairs with:");
        lines.add("");
        calibration.origins().forEach(origin -> lines.add("- " + origin));
        lines.addAll(List.of("", "## False alarms", ""));
        lines.addAll(ofTheSame(calibration, outcome -> falseAlarms(outcome, calibration)));
        lines.addAll(List.of("", "## Slower services found", ""));
        lines.addAll(seen(calibration));
        if (!calibration.powers().isEmpty()) {
            lines.addAll(List.of("", "## One metric alone", ""));
            lines.addAll(alone(calibration));
        }
        lines.addAll(List.of("", "## Noise", ""));
        lines.addAll(ofTheSame(calibration, CalibrationText::noise));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> ofTheSame(Calibration calibration, Function<ScenarioOutcome, List<String>> text) {
        return calibration.outcomes().stream()
                .filter(outcome -> outcome.scenario().isSame())
                .findFirst()
                .map(text)
                .orElse(List.of("Not measured: there are no pairs of the service with itself."));
    }

    private static List<String> falseAlarms(ScenarioOutcome outcome, Calibration calibration) {
        List<String> lines = new ArrayList<>();
        int gates = outcome.measuredGates();
        int alarms = outcome.measured(Verdict.REGRESSION);
        if (gates > 0) {
            lines.add(text(
                    "- Measured from beginning to end: %d of %d gates of the service with itself were a REGRESSION,"
                            + " so at most %s of such gates are (exact bound, 95 %%). %s.",
                    alarms, gates, percent(ExactBound.upper(alarms, gates, CONFIDENCE)), counts(outcome.gates())));
        }
        outcome.drawn().ifPresent(drawn -> {
            int drawnAlarms = drawn.getOrDefault(Verdict.REGRESSION, 0);
            lines.add(text(
                    "- Drawn from the %d pairs: %s of %,d gates of at most %d pairs, at most %s (exact bound of the"
                            + " drawing, 95 %%). The drawing"
                            + " assumes that the pairs are interchangeable, so that it makes no difference when each"
                            + " was measured, and that the pool holds all that can happen. %s.",
                    outcome.pairs(),
                    percent((double) drawnAlarms / calibration.draws()),
                    calibration.draws(),
                    calibration.pairs(),
                    percent(ExactBound.upper(drawnAlarms, calibration.draws(), CONFIDENCE)),
                    counts(drawn)));
        });
        lines.add(text(
                "- By construction: at most %s, whatever the noise, since a coin draws the order within each pair, and"
                        + " all looks together spend no more.",
                percent(Calibration.PROMISED)));
        outcome.verdictSeconds()
                .ifPresent(seconds -> lines.add(text("- A verdict took %.0f s (median of %d).", seconds, gates)));
        return lines;
    }

    private static String counts(Map<Verdict, Integer> verdicts) {
        int all = verdicts.values().stream().mapToInt(Integer::intValue).sum();
        List<String> parts = new ArrayList<>();
        verdicts.forEach((verdict, count) -> parts.add(text("%s %s", verdict, percent((double) count / all))));
        return String.join(", ", parts);
    }

    private static List<String> seen(Calibration calibration) {
        List<List<String>> rows = new ArrayList<>();
        List<String> header =
                new ArrayList<>(List.of("slower by", "pairs", "gates found", "drawn gates found", "verdict"));
        SHOWN.forEach(value -> header.add(value.word()));
        rows.add(header);
        calibration.outcomes().stream()
                .filter(outcome -> !outcome.scenario().isSame())
                .forEach(outcome -> rows.add(row(outcome, calibration.draws())));
        List<String> lines = new ArrayList<>(List.of(MarkdownText.alignedTable(rows)));
        lines.add("");
        lines.add("Gates found: measured from beginning to end and a REGRESSION. Drawn: of "
                + text("%,d gates of at most %d pairs", calibration.draws(), calibration.pairs())
                + " drawn from the pairs. The last columns: by how much the candidate's"
                + " values differed from the baseline's, over all pairs.");
        return lines;
    }

    private static List<String> row(ScenarioOutcome outcome, int draws) {
        List<String> row = new ArrayList<>();
        row.add(name(outcome.scenario()));
        row.add(Integer.toString(outcome.pairs()));
        row.add(outcome.measured(Verdict.REGRESSION) + " of " + outcome.measuredGates());
        row.add(outcome.drawn()
                .map(drawn -> percent((double) drawn.getOrDefault(Verdict.REGRESSION, 0) / draws))
                .orElse("too few pairs"));
        row.add(
                outcome.verdictSeconds().isPresent()
                        ? text("%.0f s", outcome.verdictSeconds().getAsDouble())
                        : "not measured");
        SHOWN.forEach(value -> row.add(noise(outcome, value)
                .map(noise -> Numbers.signedChange(noise.ratio().ratio() - 1))
                .orElse(Numbers.NOT_MEASURED)));
        return row;
    }

    private static List<String> alone(Calibration calibration) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("metric", "worse by", "drawn gates found"));
        calibration
                .powers()
                .forEach(power -> rows.add(List.of(
                        power.metric().name(), Numbers.percent(power.metric().sought()), percent(power.found()))));
        List<String> lines = new ArrayList<>(List.of(MarkdownText.alignedTable(rows)));
        lines.add("");
        lines.add("Of " + text("%,d gates of at most %d pairs", calibration.draws(), calibration.pairs())
                + " drawn from the pairs of the service with itself, with one metric of the candidate made worse by"
                + " computation.");
        return lines;
    }

    private static Optional<Noise> noise(ScenarioOutcome outcome, TrialValue value) {
        return outcome.noise().stream().filter(noise -> noise.value() == value).findFirst();
    }

    private static String name(Scenario scenario) {
        List<String> parts = new ArrayList<>();
        if (scenario.cpuMicros() > 0) {
            parts.add(text("%.1f µs of CPU an operation", scenario.cpuMicros()));
        }
        if (scenario.delayMicros() > 0) {
            parts.add(text("%.0f µs of sleep a batch", scenario.delayMicros()));
        }
        if (!scenario.postgres().isEmpty()) {
            parts.add("PostgreSQL's " + scenario.postgres());
        }
        return scenario.name() + ": " + String.join(", ", parts);
    }

    private static List<String> noise(ScenarioOutcome outcome) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("value", "unit", "median", "spread of a pair's ratio"));
        outcome.noise()
                .forEach(noise -> rows.add(List.of(
                        noise.value().word(),
                        noise.value().unit().symbol(),
                        text("%,.4g", noise.median()),
                        Numbers.change(noise.spread()))));
        List<String> lines = new ArrayList<>(List.of(MarkdownText.alignedTable(rows)));
        lines.add("");
        lines.add("Of " + outcome.pairs() + " pairs of the service with itself. Spread: the standard deviation of the"
                + " logarithms of the ratios.");
        return lines;
    }

    /** Shares of false alarms are small, and their second decimal counts. */
    private static String percent(double share) {
        return Numbers.percentage(share) + " %";
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
