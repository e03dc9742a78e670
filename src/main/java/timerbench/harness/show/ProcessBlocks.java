package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Trial;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Section;

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

    private final Trial trial;
    private final boolean hasLimits;

    private ProcessBlocks(Trial trial) {
        this.trial = trial;
        this.hasLimits = MetricScope.PROCESSES.stream().anyMatch(process -> isMeasured(Metric.THROTTLED, process));
    }

    /** @param plots of the processes over time */
    static Section section(Trial trial, Block plots) {
        return Section.of("Generator, service and database", new ProcessBlocks(trial).table(), plots);
    }

    /** Returns whether the blocks show a metric. */
    static boolean shows(Metric metric) {
        return (METRICS.contains(metric.name()) || OF_LIMIT.contains(metric.name()))
                && metric.subject().process().isPresent();
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
