package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Run;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Items;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;

/** What was measured in one trial. */
final class TrialBlocks {
    static final String UNSUPPORTED = "-";
    static final List<Percentile> PERCENTILES =
            List.of(Percentile.P50, Percentile.P95, Percentile.P99, Percentile.P99_9);

    private static final Sentences NOT_OVER_TIME = Sentences.text("over time: " + Numbers.NOT_MEASURED);
    private static final double MEGA = 1e6;
    /** Requests, mean, the percentiles and the largest. */
    private static final int COLUMNS_OF_DISTRIBUTION = PERCENTILES.size() + 3;

    private static final Set<String> OF_OPERATIONS =
            Set.of(Metric.THROUGHPUT, Metric.THROUGHPUT_ASKED, Metric.RESPONSE_TIME, Metric.ERROR_RATE);
    private static final Set<String> OF_PROCESSES = Set.of(
            Metric.CPU_SECONDS_PER_THOUSAND,
            Metric.CPU_CORES,
            Metric.MEMORY,
            Metric.LOG_WRITTEN,
            Metric.DATA_WRITTEN,
            Metric.DISK_PER_TIMER);

    private final Run run;
    private final Trial trial;
    private final Map<String, List<ObjectNode>> plots;

    TrialBlocks(Run run, Trial trial) {
        this.run = run;
        this.trial = trial;
        this.plots = new TrialPlots(trial).bySection();
    }

    List<Block> all() {
        Bottleneck bottleneck = Bottleneck.of(run, trial);
        return List.of(
                Facts.of(load()),
                thresholds(),
                Section.of(
                        "Where did the time go",
                        Sentences.answer(bottleneck.limit().word() + ". " + bottleneck.text()),
                        Section.of("What this rests on", Facts.of(bottleneck.facts()))
                                .onPage()),
                operations(),
                callbacks(),
                processes(),
                database(),
                Section.of("Also measured", Facts.of(others())),
                Section.of("Notes", Items.of(trial.notes())));
    }

    private Document.Plots plots(String section) {
        return new Document.Plots(plots.get(section));
    }

    private Map<String, String> load() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "hold",
                trial.hold()
                        .map(hold -> Numbers.text(hold.length().toNanos() / 1e9) + " s from " + hold.from())
                        .orElse("none"));
        facts.put(
                "warm-up",
                Numbers.text(trial.warmUp().requests()) + " requests, "
                        + Numbers.text(trial.warmUp().failed()) + " failed; not counted");
        return facts;
    }

    private Section thresholds() {
        if (trial.thresholds().isEmpty()) {
            return Section.of("Thresholds", Sentences.text("not judged"));
        }
        List<Table.Column> columns =
                List.of(Table.Column.of("got"), Table.Column.of("limit"), Table.Column.of("standing"));
        return Section.of(
                "Thresholds",
                Table.of(
                        "",
                        columns,
                        trial.thresholds().stream().map(TrialBlocks::row).toList()),
                Sentences.small(
                        "Judged by the exact values of this report. Gatling also judges by estimates of its own:"
                                + " index.html, beside run.json, has its assertions."));
    }

    private static Table.Row row(Threshold threshold) {
        Tone tone = threshold.standing() == Threshold.Standing.CROSSED ? Tone.BAD : Tone.PLAIN;
        return new Table.Row(
                Table.Cell.of(threshold.what()),
                List.of(
                        Table.Cell.of(threshold.gotText()),
                        Table.Cell.of(threshold.limitText()),
                        Table.Cell.of(new Line(threshold.standing().word(), tone))));
    }

    private Section operations() {
        List<MetricScope> operations = trial.metrics().stream()
                .filter(TrialBlocks::isOfOperation)
                .map(Metric::subject)
                .distinct()
                .toList();
        Document.Plots load = plots(TrialPlots.LOAD);
        return Section.of(
                "Load and response times",
                operations.isEmpty() ? Sentences.text(Numbers.NOT_MEASURED) : operations(operations),
                Sentences.small(operations.stream().anyMatch(this::isSmall) ? tooSmall() : List.of()),
                load.isEmpty() ? NOT_OVER_TIME : load,
                plots(TrialPlots.RESPONSE_TIME),
                errors());
    }

    private Table operations(List<MetricScope> operations) {
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.of("got", "1/s"),
                Table.Column.of("asked", "1/s"),
                Table.Column.of("errors", "%"),
                Table.Column.of("requests")));
        columns.addAll(distribution());
        return Table.of("operation", columns, operations.stream().map(this::row).toList());
    }

    /** Returns the columns of mean, percentiles and the largest. */
    static List<Table.Column> distribution() {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("mean", "ms")));
        PERCENTILES.forEach(percentile -> columns.add(Table.Column.of("p" + percentile.label(), "ms")));
        columns.add(Table.Column.of("max", "ms"));
        return columns;
    }

    private Table.Row row(MetricScope operation) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of(told(trial.value(Metric.THROUGHPUT, operation).map(Numbers::text))));
        // A closed load, and requests that only accompany others, have no rate that they are asked for.
        cells.add(Table.Cell.of(trial.value(Metric.THROUGHPUT_ASKED, operation)
                .map(Numbers::text)
                .orElse("none")));
        cells.add(Table.Cell.of(told(trial.value(Metric.ERROR_RATE, operation).map(Numbers::percentage))));
        cells.addAll(trial.distribution(Metric.RESPONSE_TIME, operation)
                .map(millis -> cells(millis, 1))
                .orElse(List.of(Table.Cell.over(COLUMNS_OF_DISTRIBUTION, Numbers.NOT_MEASURED))));
        return new Table.Row(Table.Cell.of(operation.name().orElseThrow()), cells);
    }

    /** Returns the sample's size, mean, percentiles and the largest, in milliseconds. */
    static List<Table.Cell> cells(Distribution samples, double perMillisecond) {
        List<String> texts = new ArrayList<>();
        texts.add(Numbers.text(samples.count()));
        texts.add(Numbers.text(samples.mean() / perMillisecond));
        for (Percentile percentile : PERCENTILES) {
            Long value = samples.percentiles().get(percentile);
            texts.add(value == null ? UNSUPPORTED : time(value, perMillisecond));
        }
        texts.add(time(samples.max(), perMillisecond));
        return texts.stream().map(Table.Cell::of).toList();
    }

    private static String time(long value, double perMillisecond) {
        return perMillisecond == 1 ? Numbers.text(value) : Numbers.text(value / perMillisecond);
    }

    private boolean isSmall(MetricScope operation) {
        return trial.distribution(Metric.RESPONSE_TIME, operation)
                .filter(millis -> !millis.percentiles().keySet().containsAll(PERCENTILES))
                .isPresent();
    }

    private static List<String> tooSmall() {
        return List.of(UNSUPPORTED + ": too few requests for this percentile: "
                + PERCENTILES.stream()
                        .map(each -> "p" + each.label() + " needs " + Numbers.text(each.samplesNeeded()))
                        .collect(Collectors.joining(", ")));
    }

    private Table errors() {
        return new Table(
                "errors",
                Table.Labels.TEXT,
                List.of(Table.Column.of("operation"), Table.Column.of("count")),
                trial.errors().stream().map(TrialBlocks::row).toList());
    }

    private static Table.Row row(ErrorCount error) {
        return Table.Row.of(error.message(), error.operation().orElse(""), Numbers.text(error.count()));
    }

    private Section callbacks() {
        List<Block> blocks = new ArrayList<>(CallbackBlocks.of(trial));
        blocks.add(plots(TrialPlots.LATENESS));
        return Section.of("Callbacks", blocks.toArray(Block[]::new));
    }

    private Section processes() {
        List<Table.Column> columns = List.of(
                Table.Column.of("processors in use", "mean"),
                Table.Column.of("CPU per 1,000 requests", "s"),
                Table.Column.of("largest resident memory", "MB"));
        List<Table.Row> rows = MetricScope.PROCESSES.stream()
                .map(process -> Table.Row.of(
                        process,
                        process(Metric.CPU_CORES, process),
                        process(Metric.CPU_SECONDS_PER_THOUSAND, process),
                        process(Metric.MEMORY, process)))
                .toList();
        Document.Plots overTime = plots(TrialPlots.PROCESSES);
        return Section.of(
                "Generator, service and database",
                Table.of("", columns, rows),
                overTime.isEmpty() ? NOT_OVER_TIME : overTime);
    }

    private String process(String metric, String process) {
        return told(trial.value(metric, MetricScope.process(process)).map(Numbers::text));
    }

    private Section database() {
        Map<String, String> written = new LinkedHashMap<>();
        written.put("written to its log, MB/s", written(Metric.LOG_WRITTEN));
        written.put("written to its tables and indexes, MB/s", written(Metric.DATA_WRITTEN));
        written.put("disk, bytes per pending timer", process(Metric.DISK_PER_TIMER, MetricScope.DATABASE));
        Block statements = trial.databaseLoad()
                .map(load -> load.statements().isEmpty() ? Sentences.text("statements: none") : statements(load))
                .orElse(Sentences.text("statements: " + Numbers.NOT_MEASURED));
        return Section.of(
                "What the database reports about itself",
                Facts.of(written),
                statements,
                Sentences.small(
                        trial.databaseLoad().map(TrialBlocks::source).stream().toList()));
    }

    private String written(String metric) {
        return told(trial.value(metric, MetricScope.process(MetricScope.DATABASE))
                .map(bytes -> Numbers.text(bytes / MEGA)));
    }

    static String source(DatabaseLoad load) {
        return "Statements by " + load.source() + ", the largest total first.";
    }

    static Table statements(DatabaseLoad load) {
        return new Table(
                "statement",
                Table.Labels.CODE,
                List.of(Table.Column.of("calls"), Table.Column.of("total", load.unit())),
                load.statements().stream()
                        .map(statement -> Table.Row.of(
                                statement.text(), Numbers.text(statement.calls()), Numbers.text(statement.total())))
                        .toList());
    }

    private Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>();
        trial.metrics().stream()
                .filter(metric -> !isOfOperation(metric) && !isOfProcess(metric) && !CallbackBlocks.shows(metric))
                .forEach(metric -> others.put(
                        metric.name()
                                + metric.subject()
                                        .name()
                                        .map(name -> " of " + name)
                                        .orElse(""),
                        text(metric)));
        return others;
    }

    private static String text(Metric metric) {
        String unit = metric.unit() == Unit.ONE ? "" : " " + metric.unit().symbol();
        if (metric.measured() instanceof Measured.Value single) {
            return Numbers.text(single.value()) + unit;
        }
        return metric.measured() instanceof Distribution samples
                ? text(samples, unit)
                : Numbers.NOT_MEASURED + ", no samples";
    }

    private static String text(Distribution samples, String unit) {
        String percentiles = samples.percentiles().entrySet().stream()
                .map(entry -> "p" + entry.getKey().label() + " " + Numbers.text(entry.getValue()) + ", ")
                .collect(Collectors.joining());
        return Numbers.text(samples.count()) + " samples, mean " + Numbers.text(samples.mean()) + ", " + percentiles
                + "max " + Numbers.text(samples.max()) + unit;
    }

    private static boolean isOfOperation(Metric metric) {
        return OF_OPERATIONS.contains(metric.name())
                && metric.subject().operation().isPresent();
    }

    private static boolean isOfProcess(Metric metric) {
        return OF_PROCESSES.contains(metric.name())
                && metric.subject().process().isPresent();
    }

    static String told(Optional<String> text) {
        return text.orElse(Numbers.NOT_MEASURED);
    }
}
