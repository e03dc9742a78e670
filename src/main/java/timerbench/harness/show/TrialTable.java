package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/** The metrics of one trial: per operation, then per process, then whatever else was measured. */
final class TrialTable {

    private static final String UNSUPPORTED = "-";
    /** A closed load, and what only comes with other requests, asks for no rate. */
    private static final String NOTHING_ASKED = "none";

    private static final List<Percentile> SHOWN = List.of(Percentile.P50, Percentile.P95, Percentile.P99);
    private static final List<List<String>> HEADER = List.of(
            List.of("got", "asked", "", "mean", "p50", "p95", "p99", "max", "errors"),
            List.of("1/s", "1/s", "requests", "ms", "ms", "ms", "ms", "ms", "%"));
    // requests, mean, the percentiles, max
    private static final double MEGA = 1e6;
    private static final int COLUMNS_OF_RESPONSE_TIME = SHOWN.size() + 3;

    private static final Set<String> OF_OPERATIONS =
            Set.of(Metric.THROUGHPUT, Metric.THROUGHPUT_ASKED, Metric.RESPONSE_TIME, Metric.ERROR_RATE);
    private static final Set<String> OF_PROCESSES = Set.of(
            Metric.CPU_SECONDS_PER_THOUSAND,
            Metric.CPU_CORES,
            Metric.MEMORY,
            Metric.LOG_WRITTEN,
            Metric.DATA_WRITTEN,
            Metric.DISK_PER_TIMER);
    private static final int STATEMENTS = 3;
    private static final int STATEMENT_LENGTH = 60;

    private final Trial trial;
    private final List<String> lines = new ArrayList<>();

    private TrialTable(Trial trial) {
        this.trial = trial;
    }

    static List<String> lines(Trial trial) {
        TrialTable table = new TrialTable(trial);
        table.operations();
        table.footnote();
        table.lines.addAll(CallbackTable.lines(trial));
        table.processes();
        table.others();
        trial.databaseLoad().ifPresent(table::databaseLoad);
        return table.lines;
    }

    private void operations() {
        List<MetricScope> operations = trial.metrics().stream()
                .filter(TrialTable::isOfOperation)
                .map(Metric::subject)
                .distinct()
                .toList();
        if (operations.isEmpty()) {
            lines.add("operations: " + Numbers.NOT_MEASURED);
            return;
        }
        TextTable table = new TextTable(HEADER.get(0).size(), RunTable.WIDTH);
        table.row("", cells(HEADER.get(0)));
        table.row("operation", cells(HEADER.get(1)));
        operations.forEach(operation -> table.row(operation.name().orElseThrow(), cells(operation)));
        lines.addAll(table.lines());
    }

    private static List<TextTable.Cell> cells(List<String> texts) {
        return texts.stream().map(TextTable.Cell::of).toList();
    }

    private List<TextTable.Cell> cells(MetricScope operation) {
        List<TextTable.Cell> cells = new ArrayList<>(rates(operation));
        cells.addAll(distribution(Metric.RESPONSE_TIME, operation)
                .map(TrialTable::responseTime)
                .orElse(List.of(new TextTable.Cell(Numbers.NOT_MEASURED, COLUMNS_OF_RESPONSE_TIME))));
        cells.add(TextTable.Cell.of(trial.value(Metric.ERROR_RATE, operation)
                .map(Numbers::percentage)
                .orElse(Numbers.NOT_MEASURED)));
        return cells;
    }

    private List<TextTable.Cell> rates(MetricScope operation) {
        Optional<String> got = trial.value(Metric.THROUGHPUT, operation).map(Numbers::text);
        Optional<String> asked = trial.value(Metric.THROUGHPUT_ASKED, operation).map(Numbers::text);
        return got.isEmpty() && asked.isEmpty()
                ? List.of(new TextTable.Cell(Numbers.NOT_MEASURED, 2))
                : cells(List.of(got.orElse(Numbers.NOT_MEASURED), asked.orElse(NOTHING_ASKED)));
    }

    private static List<TextTable.Cell> responseTime(Distribution millis) {
        List<String> texts = new ArrayList<>();
        texts.add(Numbers.text(millis.count()));
        texts.add(Numbers.text(millis.mean()));
        SHOWN.forEach(percentile -> texts.add(percentile(millis, percentile)));
        texts.add(Numbers.text(millis.max()));
        return cells(texts);
    }

    private static String percentile(Distribution distribution, Percentile percentile) {
        Long value = distribution.percentiles().get(percentile);
        return value == null ? UNSUPPORTED : Numbers.text(value);
    }

    private void footnote() {
        boolean needed = trial.metrics().stream()
                .filter(TrialTable::isOfOperation)
                .flatMap(metric -> distribution(metric).stream())
                .anyMatch(millis -> !millis.percentiles().keySet().containsAll(SHOWN));
        if (needed) {
            String needs = SHOWN.stream()
                    .map(p -> "p" + p.label() + " needs " + Numbers.text(p.samplesNeeded()))
                    .collect(Collectors.joining(", "));
            lines.add(UNSUPPORTED + "  too few requests for this percentile: " + needs);
        }
    }

    private void processes() {
        TextTable table = new TextTable(MetricScope.PROCESSES.size(), RunTable.WIDTH);
        table.row("", cells(MetricScope.PROCESSES));
        table.row("CPU seconds per 1,000 requests", processes(Metric.CPU_SECONDS_PER_THOUSAND));
        table.row("CPU, mean of processors in use", processes(Metric.CPU_CORES));
        table.row("memory, largest resident, MB", processes(Metric.MEMORY));
        ofDatabase(table, "written to its log, MB/s", Metric.LOG_WRITTEN, MEGA);
        ofDatabase(table, "written to its tables, MB/s", Metric.DATA_WRITTEN, MEGA);
        ofDatabase(table, "disk, bytes per pending timer", Metric.DISK_PER_TIMER, 1);
        lines.add("");
        lines.addAll(table.lines());
    }

    private void ofDatabase(TextTable table, String name, String metric, double unit) {
        trial.value(metric, MetricScope.process(MetricScope.DATABASE))
                .ifPresent(value -> table.row(name, cells(List.of("", "", Numbers.text(value / unit)))));
    }

    private List<TextTable.Cell> processes(String metric) {
        return cells(MetricScope.PROCESSES.stream()
                .map(process -> trial.value(metric, MetricScope.process(process)))
                .map(value -> value.map(Numbers::text).orElse(Numbers.NOT_MEASURED))
                .toList());
    }

    private void others() {
        List<Metric> others = trial.metrics().stream()
                .filter(metric -> !isOfOperation(metric) && !isOfProcess(metric) && !CallbackTable.shows(metric))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("also measured");
        for (Metric metric : others) {
            String subject = metric.subject().name().map(name -> " of " + name).orElse("");
            lines.addAll(TextWrap.lines("  ", metric.name() + subject + ": " + text(metric), RunTable.WIDTH));
        }
    }

    /** Statements are cut short; {@code run.json} has them whole, and more of them. */
    private void databaseLoad(DatabaseLoad load) {
        lines.add("");
        lines.add("what the database says that it did, by " + load.source());
        TextTable table = new TextTable(2, RunTable.WIDTH);
        table.row("", cells(List.of("calls", load.unit())));
        load.statements().stream()
                .limit(STATEMENTS)
                .forEach(statement -> table.row(
                        cut(statement.text()),
                        cells(List.of(Numbers.text(statement.calls()), Numbers.text(statement.total())))));
        lines.addAll(load.statements().isEmpty() ? List.of("  nothing") : table.lines());
    }

    private static String cut(String statement) {
        return statement.length() <= STATEMENT_LENGTH ? statement : statement.substring(0, STATEMENT_LENGTH - 2) + " …";
    }

    private static String text(Metric metric) {
        String unit = metric.unit() == Unit.ONE ? "" : " " + metric.unit().symbol();
        if (metric.measured() instanceof Measured.Value single) {
            return Numbers.text(single.value()) + unit;
        }
        return distribution(metric)
                .map(distribution -> text(distribution, unit))
                .orElse(Numbers.NOT_MEASURED + ", no samples");
    }

    private static String text(Distribution distribution, String unit) {
        String percentiles = distribution.percentiles().entrySet().stream()
                .map(entry -> "p" + entry.getKey().label() + " " + Numbers.text(entry.getValue()) + ", ")
                .collect(Collectors.joining());
        return Numbers.text(distribution.count()) + " samples, mean " + Numbers.text(distribution.mean()) + ", "
                + percentiles + "max " + Numbers.text(distribution.max()) + unit;
    }

    private static boolean isOfOperation(Metric metric) {
        return OF_OPERATIONS.contains(metric.name())
                && metric.subject().operation().isPresent();
    }

    private static boolean isOfProcess(Metric metric) {
        return OF_PROCESSES.contains(metric.name())
                && metric.subject().process().isPresent();
    }

    private Optional<Distribution> distribution(String metric, MetricScope subject) {
        return trial.metric(metric, subject).flatMap(TrialTable::distribution);
    }

    private static Optional<Distribution> distribution(Metric metric) {
        return metric.measured() instanceof Distribution distribution ? Optional.of(distribution) : Optional.empty();
    }
}
