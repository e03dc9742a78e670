package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Run;
import timerbench.harness.run.Sharing;
import timerbench.harness.run.Trial;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Items;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** What was measured in one trial. */
final class TrialBlocks {
    static final String UNSUPPORTED = "-";
    static final List<Percentile> PERCENTILES =
            List.of(Percentile.P50, Percentile.P95, Percentile.P99, Percentile.P99_9);

    private static final String DATABASE = "What the database reports about itself";
    private static final double MEGA = 1e6;

    private static final Set<String> OF_OPERATIONS =
            Set.of(Metric.THROUGHPUT, Metric.THROUGHPUT_ASKED, Metric.RESPONSE_TIME, Metric.ERROR_RATE);
    private static final Set<String> OF_DATABASE =
            Set.of(Metric.LOG_WRITTEN, Metric.DATA_WRITTEN, Metric.DISK_PER_TIMER);

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
                ThresholdBlocks.section(trial),
                ErrorBlocks.section(trial),
                Section.of(
                        "What was the limit?",
                        Sentences.answer(bottleneck.text()),
                        Section.of("What this rests on", Facts.of(bottleneck.facts()))
                                .onPage()
                                .behindClick()),
                RecoveryBlocks.section(trial),
                operations(),
                callbacks(),
                ProcessBlocks.section(trial, plots(TrialPlots.PROCESSES)),
                ShardBlocks.section(trial),
                database(),
                OtherBlocks.section(trial, TrialBlocks::isShown),
                Section.of("Notes", Items.of(trial.notes())));
    }

    /** Returns the plots of a section, or that there are none. A console has none anyway. */
    private Block plots(String section) {
        List<ObjectNode> all = plots.get(section);
        return all.isEmpty()
                ? Section.of("Over time", Sentences.text(Numbers.NOT_MEASURED)).inFiles()
                : new Document.Plots(all);
    }

    private Section operations() {
        List<MetricScope> operations = trial.metrics().stream()
                .filter(TrialBlocks::isOfOperation)
                .map(Metric::subject)
                .distinct()
                .toList();
        List<String> captions = new ArrayList<>();
        if (!operations.isEmpty()) {
            captions.add(counted());
        }
        tooSmall(operations).ifPresent(captions::add);
        return Section.of(
                "Load and response times",
                operations.isEmpty() ? Sentences.text(Numbers.NOT_MEASURED) : operations(operations),
                Sentences.small(captions),
                plots(TrialPlots.LOAD),
                new Document.Plots(plots.get(TrialPlots.RESPONSE_TIME)));
    }

    private Table operations(List<MetricScope> operations) {
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.of("got", "1/s"),
                Table.Column.of("asked", "1/s"),
                Table.Column.of("errors", "%"),
                Table.Column.of("requests")));
        List<Percentile> percentiles = shown(operations.stream()
                .flatMap(each -> responseTimes(each).stream())
                .toList());
        columns.addAll(distribution(percentiles));
        return Table.of(
                "operation",
                columns,
                operations.stream().map(each -> row(each, percentiles)).toList());
    }

    private Optional<Distribution> responseTimes(MetricScope operation) {
        return trial.distribution(Metric.RESPONSE_TIME, operation);
    }

    /** Returns the percentiles that at least one of the samples supports. */
    static List<Percentile> shown(List<Distribution> samples) {
        return PERCENTILES.stream()
                .filter(percentile ->
                        samples.stream().anyMatch(each -> each.percentiles().containsKey(percentile)))
                .toList();
    }

    /** Returns the columns of mean, percentiles and the largest. */
    static List<Table.Column> distribution(List<Percentile> percentiles) {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("mean", "ms")));
        percentiles.forEach(percentile -> columns.add(Table.Column.of("p" + percentile.label(), "ms")));
        columns.add(Table.Column.of("max", "ms"));
        return columns;
    }

    private Table.Row row(MetricScope operation, List<Percentile> percentiles) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of(told(trial.value(Metric.THROUGHPUT, operation).map(Numbers::text))));
        // A closed load, and requests that only accompany others, have no rate that they are asked for.
        cells.add(Table.Cell.of(trial.value(Metric.THROUGHPUT_ASKED, operation)
                .map(Numbers::text)
                .orElse("none")));
        cells.add(Table.Cell.of(told(trial.value(Metric.ERROR_RATE, operation).map(Numbers::percentage))));
        // Requests, mean, the percentiles and the largest.
        cells.addAll(responseTimes(operation)
                .map(millis -> cells(millis, 1, percentiles))
                .orElse(List.of(Table.Cell.over(percentiles.size() + 3, Numbers.NOT_MEASURED))));
        return new Table.Row(Table.Cell.of(operation.name().orElseThrow()), cells);
    }

    /** Returns the sample's size, mean, percentiles and the largest, in milliseconds. */
    static List<Table.Cell> cells(Distribution samples, double perMillisecond, List<Percentile> percentiles) {
        List<String> texts = new ArrayList<>();
        texts.add(Numbers.text(samples.count()));
        texts.add(Numbers.text(samples.mean() / perMillisecond));
        for (Percentile percentile : percentiles) {
            Long value = samples.percentiles().get(percentile);
            texts.add(value == null ? UNSUPPORTED : time(value, perMillisecond));
        }
        texts.add(time(samples.max(), perMillisecond));
        return texts.stream().map(Table.Cell::of).toList();
    }

    private static String time(long value, double perMillisecond) {
        return perMillisecond == 1 ? Numbers.text(value) : Numbers.text(value / perMillisecond);
    }

    /** Returns what the figures of the requests count. */
    private String counted() {
        return trial.hold()
                        .map(hold -> "got: successes per second of the hold, "
                                + Numbers.text(hold.length().toNanos() / 1e9) + " s from "
                                + UtcText.second(hold.from(), trial.measured().from()) + ".")
                        .orElse("The hold was not reached, so no rate is known.")
                + " All else: every request after the warm-up.";
    }

    /** Returns how many requests the percentiles need that an operation lacks; empty if none lacks any. */
    private Optional<String> tooSmall(List<MetricScope> operations) {
        List<String> needs = PERCENTILES.stream()
                .filter(percentile -> operations.stream()
                        .flatMap(each -> responseTimes(each).stream())
                        .anyMatch(millis -> !millis.percentiles().containsKey(percentile)))
                .map(each -> "p" + each.label() + " needs " + Numbers.text(each.samplesNeeded()))
                .toList();
        return needs.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "A percentile is missing if there were too few requests: " + String.join(", ", needs) + ".");
    }

    /** A simulation without callbacks says so in files, which are read by whoever did not choose it. */
    private Section callbacks() {
        List<Block> blocks = new ArrayList<>(CallbackBlocks.of(trial));
        blocks.addAll(GroupBlocks.of(trial));
        blocks.add(new Document.Plots(plots.get(TrialPlots.LATENESS)));
        Section section = Section.of("Callbacks", blocks.toArray(Block[]::new));
        return CallbackBlocks.isMeasured(trial) ? section : section.inFiles();
    }

    private Section database() {
        Map<String, Optional<String>> written = new LinkedHashMap<>();
        written.put("written to its log", written(Metric.LOG_WRITTEN));
        written.put("written to its tables and indexes", written(Metric.DATA_WRITTEN));
        written.put(
                "disk per pending timer",
                ofDatabase(Metric.DISK_PER_TIMER).map(bytes -> Numbers.text(bytes) + " bytes"));
        boolean isKnown = written.values().stream().anyMatch(Optional::isPresent)
                || trial.databaseLoad().isPresent();
        if (!isKnown) {
            return Section.of(DATABASE, Sentences.text(Numbers.NOT_MEASURED));
        }
        Map<String, String> facts = new LinkedHashMap<>();
        written.forEach((name, text) -> facts.put(name, told(text)));
        return Section.of(
                DATABASE,
                Facts.of(facts),
                trial.databaseLoad()
                        .map(TrialBlocks::statementsOrNone)
                        .orElse(Sentences.text("statements: " + Numbers.NOT_MEASURED)));
    }

    private static Block statementsOrNone(DatabaseLoad load) {
        return load.statements().isEmpty()
                ? Sentences.text("statements: none")
                : Section.of("Statements", statements(load), Sentences.small(source(load)))
                        .behindClick();
    }

    private Optional<String> written(String metric) {
        return ofDatabase(metric).map(bytes -> Numbers.text(bytes / MEGA) + " MB/s");
    }

    private Optional<Double> ofDatabase(String metric) {
        return trial.value(metric, MetricScope.process(MetricScope.DATABASE));
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

    private static boolean isShown(Metric metric) {
        return isOfOperation(metric)
                || isOfDatabase(metric)
                || ProcessBlocks.shows(metric)
                || RecoveryBlocks.shows(metric)
                || Sharing.has(metric)
                || CallbackBlocks.shows(metric);
    }

    private static boolean isOfOperation(Metric metric) {
        return OF_OPERATIONS.contains(metric.name())
                && metric.subject().operation().isPresent();
    }

    private static boolean isOfDatabase(Metric metric) {
        return OF_DATABASE.contains(metric.name()) && metric.subject().process().isPresent();
    }

    static String told(Optional<String> text) {
        return text.orElse(Numbers.NOT_MEASURED);
    }
}
