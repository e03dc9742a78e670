package timerbench.harness.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** What the processes of one trial used. */
final class ProcessBlocks {
    private static final List<String> METRICS =
            List.of(Metric.CPU_CORES, Metric.CPU_SECONDS_PER_THOUSAND, Metric.MEMORY);
    private static final List<Table.Column> COLUMNS = List.of(
            Table.Column.of("CPU in use", "processors"),
            Table.Column.of("CPU per 1,000 requests", "s"),
            Table.Column.of("largest memory", "MB"));

    private static final List<String> OF_LIMIT = List.of(Metric.THROTTLED, Metric.TIME_THROTTLED);
    private static final List<Table.Column> COLUMNS_OF_LIMIT =
            List.of(Table.Column.of("throttled", "% of periods"), Table.Column.of("throttled", "s"));

    private static final String RESOURCES_TITLE = "CPU, memory, network and disk";
    private static final Map<String, String> RESOURCES = resourceLabels();
    private static final String WITHOUT_CONTAINER =
            "Resident memory is a sum over processes: what they share counts for"
                    + " each. A process without a container has no working set and no network of its own, and what it writes is"
                    + " not known.";
    private static final double MEGA = 1e6;

    private final Trial trial;
    private final boolean hasLimits;

    private static Map<String, String> resourceLabels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Metric.CPU_CORES, "processors in use, mean");
        labels.put(Metric.CPU_CORES_MAX, "processors in use, at most");
        labels.put(Metric.MEMORY, "resident memory, at most, MB");
        labels.put(Metric.MEMORY_AT_END, "resident memory at the end, MB");
        labels.put(Metric.WORKING_SET, "working set, at most, MB");
        labels.put(Metric.WORKING_SET_AT_END, "working set at the end, MB");
        labels.put(Metric.NETWORK_RECEIVED, "received, MB/s");
        labels.put(Metric.NETWORK_SENT, "sent, MB/s");
        labels.put(Metric.IO_READ, "read from disk, MB/s");
        labels.put(Metric.IO_WRITTEN, "written to disk, MB/s");
        return labels;
    }

    private ProcessBlocks(Trial trial) {
        this.trial = trial;
        this.hasLimits = MetricScope.PROCESSES.stream().anyMatch(process -> isMeasured(Metric.THROTTLED, process));
    }

    /** @param plots of the processes over time */
    static Section section(Trial trial, Block plots) {
        ProcessBlocks blocks = new ProcessBlocks(trial);
        return Section.of("Generator, service and database", blocks.table(), blocks.resources(), plots);
    }

    /** Returns whether the blocks show a metric. */
    static boolean shows(Metric metric) {
        return (METRICS.contains(metric.name())
                        || OF_LIMIT.contains(metric.name())
                        || RESOURCES.containsKey(metric.name()))
                && metric.subject().process().isPresent();
    }

    /** What cAdvisor shows of containers, too. Runs of older versions do not have it. */
    private Section resources() {
        if (trial.sources().isEmpty()) {
            return Section.of(RESOURCES_TITLE);
        }
        List<Table.Row> rows = new ArrayList<>();
        RESOURCES.forEach((metric, label) -> rows.add(new Table.Row(Table.Cell.of(label), resources(metric))));
        return Section.of(
                        RESOURCES_TITLE,
                        Table.of(
                                "",
                                MetricScope.PROCESSES.stream()
                                        .map(Table.Column::of)
                                        .toList(),
                                rows),
                        Sentences.small(sources(), WITHOUT_CONTAINER))
                .inFiles();
    }

    private List<Table.Cell> resources(String metric) {
        List<Optional<String>> texts = MetricScope.PROCESSES.stream()
                .map(process -> resource(metric, process))
                .toList();
        return texts.stream().allMatch(Optional::isEmpty)
                ? List.of(Table.Cell.over(texts.size(), Numbers.NOT_MEASURED))
                : texts.stream().map(TrialBlocks::told).map(Table.Cell::of).toList();
    }

    private Optional<String> resource(String metric, String process) {
        return trial.metric(metric, MetricScope.process(process))
                .flatMap(known -> trial.value(metric, known.subject())
                        .map(value -> Numbers.text(known.unit() == Unit.BYTES_PER_SECOND ? value / MEGA : value)));
    }

    private String sources() {
        return "Source: "
                + MetricScope.PROCESSES.stream()
                        .filter(trial.sources()::containsKey)
                        .map(process -> process + ", " + trial.sources().get(process))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private Table table() {
        List<Table.Column> columns = new ArrayList<>(COLUMNS);
        if (hasLimits) {
            columns.addAll(COLUMNS_OF_LIMIT);
        }
        return Table.of(
                "",
                columns,
                MetricScope.PROCESSES.stream()
                        .map(each -> row(each, columns.size()))
                        .toList());
    }

    private Table.Row row(String process, int columns) {
        if (METRICS.stream().noneMatch(metric -> isMeasured(metric, process))) {
            return new Table.Row(Table.Cell.of(process), List.of(Table.Cell.over(columns, Numbers.NOT_MEASURED)));
        }
        List<String> texts = new ArrayList<>();
        METRICS.forEach(metric -> texts.add(TrialBlocks.told(value(metric, process))));
        if (hasLimits) {
            texts.add(trial.value(Metric.THROTTLED, MetricScope.process(process))
                    .map(Numbers::percentage)
                    .orElse(TrialBlocks.UNSUPPORTED));
            texts.add(value(Metric.TIME_THROTTLED, process).orElse(TrialBlocks.UNSUPPORTED));
        }
        return Table.Row.of(process, texts);
    }

    private boolean isMeasured(String metric, String process) {
        return trial.value(metric, MetricScope.process(process)).isPresent();
    }

    private Optional<String> value(String metric, String process) {
        return trial.value(metric, MetricScope.process(process)).map(Numbers::text);
    }
}
