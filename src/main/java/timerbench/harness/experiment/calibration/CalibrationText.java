package timerbench.harness.experiment.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.GateMetric.Scale;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.MarkdownText;
import timerbench.harness.stats.ExactBound;

/** A calibration for people, as Markdown that also reads well on a console. */
public final class CalibrationText {
    private static final double CONFIDENCE = 0.95;
    private static final double HALF = 0.5;
    private static final double MOST = 0.9;

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
        lines.add(pairs + " pairs, measured with:");
        lines.add("");
        calibration.origins().forEach(origin -> lines.add("- " + origin));
        lines.addAll(List.of("", "## False alarms", ""));
        lines.addAll(ofTheSame(calibration, outcome -> falseAlarms(outcome, calibration)));
        lines.addAll(List.of("", "## Verdicts", ""));
        lines.addAll(verdicts(calibration));
        if (!calibration.powers().isEmpty()) {
            lines.addAll(List.of("", "## One metric alone, by two rules", ""));
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
        Gates measured = outcome.measured();
        if (measured.count() > 0) {
            int alarms = measured.count(Verdict.REGRESSION);
            lines.add(text(
                    "- Measured from beginning to end: %d of %d gates of the service with itself were a REGRESSION,"
                            + " so at most %s of such gates are (exact bound, 95 %%). %s.",
                    alarms,
                    measured.count(),
                    percent(ExactBound.upper(alarms, measured.count(), CONFIDENCE)),
                    shares(measured)));
        }
        outcome.drawn()
                .ifPresent(drawn -> lines.add(text(
                        "- Drawn from the %d pairs: %s of %,d gates, at most %s (exact bound of the drawing, 95 %%)."
                                + " The drawing assumes that the pairs are interchangeable, so that it makes no"
                                + " difference when each was measured, and that the pool holds all that can happen."
                                + " %s.",
                        outcome.pairs(),
                        percent(drawn.share(Verdict.REGRESSION)),
                        drawn.count(),
                        percent(ExactBound.upper(drawn.count(Verdict.REGRESSION), drawn.count(), CONFIDENCE)),
                        shares(drawn))));
        lines.add(text(
                "- By construction: at most %s, whatever the noise, since a coin draws the order within each pair, and"
                        + " all looks at all metrics together spend no more.",
                percent(calibration.rules().level())));
        return lines;
    }

    private static String shares(Gates gates) {
        List<String> parts = new ArrayList<>();
        gates.shares().forEach((verdict, share) -> parts.add(text("%s %s", verdict, percent(share))));
        return String.join(", ", parts);
    }

    private static List<String> verdicts(Calibration calibration) {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of(
                "candidate", "pairs", "REGRESSION, measured", "REGRESSION, drawn", "after pairs", "after seconds"));
        SHOWN.forEach(value -> header.add(value.word()));
        rows.add(header);
        calibration.outcomes().forEach(outcome -> rows.add(row(outcome)));
        List<String> lines = new ArrayList<>(List.of(MarkdownText.alignedTable(rows)));
        lines.add("");
        lines.add("Measured: gates of " + calibration.rules().pairs() + " pairs, judged as if they had ended with"
                + " their verdict. Drawn: of "
                + text("%,d gates", calibration.otherDraws())
                + " drawn from the pairs, and of the service with itself of "
                + text("%,d", calibration.draws())
                + ". After pairs and seconds: when half of the drawn gates had a verdict, and when"
                + " 90 % had. The last columns: by how much the candidate's values differed from the baseline's, over"
                + " all pairs.");
        return lines;
    }

    private static List<String> row(ScenarioOutcome outcome) {
        List<String> row = new ArrayList<>();
        row.add(name(outcome.scenario()));
        row.add(Integer.toString(outcome.pairs()));
        Gates measured = outcome.measured();
        row.add(
                measured.count() == 0
                        ? Numbers.NOT_MEASURED
                        : measured.count(Verdict.REGRESSION) + " of " + measured.count());
        row.add(drawn(outcome, drawn -> percent(drawn.share(Verdict.REGRESSION))));
        row.add(drawn(outcome, drawn -> drawn.pairs(HALF) + ", " + drawn.pairs(MOST)));
        row.add(drawn(outcome, drawn -> text("%.0f, %.0f", drawn.seconds(HALF), drawn.seconds(MOST))));
        SHOWN.forEach(value ->
                row.add(noise(outcome, value).map(CalibrationText::change).orElse(Numbers.NOT_MEASURED)));
        return row;
    }

    private static String drawn(ScenarioOutcome outcome, Function<Gates, String> text) {
        return outcome.drawn().map(text).orElse("too few pairs");
    }

    private static String change(Noise noise) {
        return noise.scale() == Scale.RATIO
                ? Numbers.signedChange(Math.expm1(noise.mean()))
                : text("%+.3g %s", noise.mean(), noise.value().unit().symbol());
    }

    private static List<String> alone(Calibration calibration) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("metric", "worse by", "gates found", "after pairs", "bets found", "after pairs"));
        calibration
                .powers()
                .forEach(power -> rows.add(List.of(
                        power.metric().map(GateMetric::name).orElse("none"),
                        power.metric()
                                .map(metric -> metric.text(metric.sought()))
                                .orElse(""),
                        percent(power.gates().share(Verdict.REGRESSION)),
                        Integer.toString(power.gates().pairs(HALF)),
                        percent(power.betsFound()),
                        count(power.betPairs()))));
        List<String> lines = new ArrayList<>(List.of(MarkdownText.alignedTable(rows)));
        lines.add("");
        lines.add(
                "Of "
                        + text(
                                "%,d gates of at most %d pairs",
                                calibration.otherDraws(), calibration.rules().pairs())
                        + " drawn from the pairs of the service with itself, with one metric of the candidate made worse by"
                        + " computation. Gates: how many were a REGRESSION, and when half had a verdict. Bets: what an"
                        + " e-process by betting finds in the same pairs at the same level, and when half of those were found.");
        return lines;
    }

    private static String count(OptionalInt count) {
        return count.isPresent() ? Integer.toString(count.getAsInt()) : "";
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
        return parts.isEmpty() ? scenario.name() : scenario.name() + ": " + String.join(", ", parts);
    }

    private static List<String> noise(ScenarioOutcome outcome) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("value", "unit", "median", "spread of a pair", "counts from", "sought"));
        outcome.noise()
                .forEach(noise -> rows.add(List.of(
                        noise.value().word(),
                        noise.value().unit().symbol(),
                        text("%,.4g", noise.median()),
                        noise.scale() == Scale.RATIO
                                ? Numbers.change(noise.spread())
                                : Numbers.difference(noise.value().unit(), noise.spread()),
                        noise.metric()
                                .map(metric -> metric.text(metric.least()))
                                .orElse(""),
                        noise.metric()
                                .map(metric -> metric.text(metric.sought()))
                                .orElse(""))));
        List<String> lines = new ArrayList<>(List.of(MarkdownText.alignedTable(rows)));
        lines.add("");
        lines.add("Of " + outcome.pairs() + " pairs of the service with itself. Spread: the standard deviation of the"
                + " logarithms of the ratios, or of the differences. The last columns: the changes by which the gate"
                + " decides.");
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
