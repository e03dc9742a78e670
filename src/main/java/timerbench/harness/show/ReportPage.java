package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Run;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.Trial;

/** One run as a page that holds all it needs, and so opens from disk. */
final class ReportPage {
    private static final String TEMPLATE = "pages/report.html";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double MICROS = 1e3;
    private static final String UNSUPPORTED = "–";

    private ReportPage() {}

    /** Returns the text of the file. */
    static String text(Run run) throws IOException {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("verdict", run.verdict().name());
        model.put("headline", headline(run));
        model.put("runId", run.runId());
        model.put("troubles", troubles(run));
        model.put("facts", Provenance.of(run));
        model.put("command", RerunCommand.command(run));
        ObjectNode data = MAPPER.createObjectNode();
        List<Map<String, Object>> trials = new ArrayList<>();
        for (Trial trial : run.trials()) {
            trials.add(trial(run, trial, data.putObject(Integer.toString(trial.number()))));
        }
        model.put("trials", trials);
        return Page.text(TEMPLATE, model, data);
    }

    private static String headline(Run run) {
        List<Threshold> all = run.trials().stream()
                .flatMap(trial -> trial.thresholds().stream())
                .toList();
        List<String> crossed = all.stream()
                .filter(threshold -> threshold.standing() == Threshold.Standing.CROSSED)
                .map(Threshold::text)
                .toList();
        String verdict = run.verdict().text() + " · " + run.simulation();
        return switch (run.verdict()) {
            case CROSSED ->
                verdict + ": " + crossed.get(0) + (crossed.size() > 1 ? ", and " + (crossed.size() - 1) + " more" : "");
            case PASS ->
                verdict + ": "
                        + all.stream()
                                .filter(one -> one.standing() == Threshold.Standing.MET)
                                .count() + " of "
                        + all.size() + " thresholds met, none crossed";
            case INVALID -> verdict + ": its figures are not the target's";
            case NOT_JUDGED -> verdict + ": no thresholds are known";
        };
    }

    private static List<String> troubles(Run run) {
        List<String> troubles = new ArrayList<>();
        for (Trial trial : run.trials()) {
            trial.outcome().cutShortBy().ifPresent(reason -> troubles.add("Cut short: " + reason + "."));
            if (trial.generatorSaturated().orElse(false)) {
                troubles.add("The generator was saturated: it was the bottleneck, not the target.");
            }
            trial.marks().stream()
                    .filter(mark -> mark.kind() == TimelineEvent.Kind.FAULT)
                    .forEach(mark -> troubles.add("Fault at " + mark.at() + ": " + mark.text() + "."));
        }
        if (run.target().database().map(database -> database.emulator()).orElse(false)) {
            troubles.add("The database is an emulator: its figures are not the product's.");
        }
        return troubles;
    }

    private static Map<String, Object> trial(Run run, Trial trial, ObjectNode data) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("number", trial.number());
        model.put("several", run.trials().size() > 1);
        model.put("thresholds", thresholds(trial));
        model.put("operations", operations(trial));
        model.put("callbacks", callbacks(trial));
        model.put("processes", processes(trial));
        Bottleneck bottleneck = Bottleneck.of(run, trial);
        model.put("bottleneck", Map.of("word", bottleneck.limit().word(), "text", bottleneck.text()));
        model.put("bottleneckFacts", pairs(bottleneck.facts()));
        Plots plots = new Plots(trial);
        plots.bySection().forEach((section, found) -> {
            model.put(section + "Plots", found.size());
            ArrayNode array = data.putArray(section);
            found.forEach(array::add);
        });
        model.put("notes", trial.notes());
        model.put("errors", errors(trial));
        model.put("written", pairs(written(trial)));
        model.put("load", trial.databaseLoad().map(ReportPage::load).orElse(Map.of()));
        return model;
    }

    private static List<Map<String, String>> thresholds(Trial trial) {
        return trial.thresholds().stream()
                .map(threshold -> Map.of(
                        "what", threshold.what(),
                        "limit", threshold.limitText(),
                        "got", threshold.gotText(),
                        "standing", threshold.standing().word()))
                .toList();
    }

    /** A row for each operation: rates, errors, percentiles. */
    private static List<Map<String, Object>> operations(Trial trial) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String operation : new Plots(trial).operations()) {
            MetricScope subject = MetricScope.operation(operation);
            List<String> cells = new ArrayList<>();
            cells.add(told(trial.value(Metric.THROUGHPUT, subject).map(Numbers::text)));
            cells.add(trial.value(Metric.THROUGHPUT_ASKED, subject)
                    .map(Numbers::text)
                    .orElse("none"));
            cells.add(told(trial.value(Metric.ERROR_RATE, subject).map(Numbers::percentage)));
            cells.addAll(distribution(trial.distribution(Metric.RESPONSE_TIME, subject), 1));
            rows.add(Map.of("name", operation, "cells", cells));
        }
        return rows;
    }

    /** Requests, mean, percentiles and the largest. */
    private static List<String> distribution(Optional<Distribution> samples, double perMillisecond) {
        List<String> cells = new ArrayList<>();
        cells.add(told(samples.map(known -> Numbers.text(known.count()))));
        cells.add(told(samples.map(known -> Numbers.text(known.mean() / perMillisecond))));
        for (Percentile percentile : List.of(Percentile.P50, Percentile.P95, Percentile.P99, Percentile.P99_9)) {
            cells.add(told(
                    samples.map(known -> Optional.ofNullable(known.percentiles().get(percentile))
                            .map(value -> Numbers.text(value / perMillisecond))
                            .orElse(UNSUPPORTED))));
        }
        cells.add(told(samples.map(known -> Numbers.text(known.max() / perMillisecond))));
        return cells;
    }

    private static Map<String, Object> callbacks(Trial trial) {
        Optional<Metric> lateness = trial.metric(Metric.LATENESS, MetricScope.trial());
        if (lateness.isEmpty()) {
            return Map.of();
        }
        Map<String, String> counts = new LinkedHashMap<>();
        for (CallbackOutcome outcome : CallbackOutcome.values()) {
            counts.put(
                    outcome.word(),
                    told(trial.value(outcome.metric(), MetricScope.trial())
                            .map(value -> Numbers.text(value.longValue()))));
        }
        counts.put(
                "listened after the last expected callback",
                told(trial.value(Metric.LISTENED, MetricScope.trial()).map(seconds -> Numbers.text(seconds) + " s")));
        return Map.of(
                "cells", distribution(trial.distribution(Metric.LATENESS, MetricScope.trial()), MICROS),
                "executions",
                        told(trial.value(Metric.EXECUTIONS, MetricScope.trial()).map(Numbers::text)),
                "clocks",
                        told(trial.value(Metric.CLOCK_BOUND, MetricScope.trial())
                                .map(micros -> Numbers.text(micros / MICROS) + " ms")),
                "counts", pairs(counts));
    }

    private static List<Map<String, Object>> processes(Trial trial) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String process : List.of(MetricScope.GENERATOR, MetricScope.SERVICE, MetricScope.DATABASE)) {
            MetricScope subject = MetricScope.process(process);
            rows.add(Map.of(
                    "name",
                    process,
                    "cells",
                    List.of(
                            told(trial.value(Metric.CPU_CORES, subject).map(Numbers::text)),
                            told(trial.value(Metric.CPU_SECONDS_PER_THOUSAND, subject)
                                    .map(Numbers::text)),
                            told(trial.value(Metric.MEMORY, subject).map(Numbers::text)))));
        }
        return rows;
    }

    private static Map<String, String> written(Trial trial) {
        MetricScope database = MetricScope.process(MetricScope.DATABASE);
        Map<String, String> written = new LinkedHashMap<>();
        written.put("written to its log, MB/s", megabytes(trial.value(Metric.LOG_WRITTEN, database)));
        written.put("written to its tables and indexes, MB/s", megabytes(trial.value(Metric.DATA_WRITTEN, database)));
        written.put(
                "disk, bytes per pending timer",
                told(trial.value(Metric.DISK_PER_TIMER, database).map(Numbers::text)));
        return written;
    }

    private static String megabytes(Optional<Double> bytes) {
        return told(bytes.map(known -> Numbers.text(known / 1e6)));
    }

    private static List<Map<String, String>> errors(Trial trial) {
        return trial.errors().stream()
                .map(error -> Map.of(
                        "operation", error.operation().orElse(""),
                        "message", error.message(),
                        "count", Numbers.text(error.count())))
                .toList();
    }

    private static Map<String, Object> load(DatabaseLoad load) {
        List<Map<String, String>> statements = load.statements().stream()
                .map(statement -> Map.of(
                        "text", statement.text(),
                        "calls", Numbers.text(statement.calls()),
                        "total", Numbers.text(statement.total())))
                .toList();
        return Map.of("source", load.source(), "unit", load.unit(), "statements", statements);
    }

    static List<Map<String, String>> pairs(Map<String, String> values) {
        List<Map<String, String>> pairs = new ArrayList<>();
        values.forEach((name, text) -> pairs.add(Map.of("name", name, "text", text)));
        return pairs;
    }

    private static String told(Optional<String> text) {
        return text.orElse(Numbers.NOT_MEASURED);
    }
}
