package timerbench.harness.show;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.judge.report.Report;
import timerbench.harness.run.Database;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;

/**
 * The figures of runs as a CSV table in long form, version 1: a row for each statistic of each metric of each
 * trial.
 */
public final class ReportCsv {
    private static final List<String> HEADER = List.of(
            "schema",
            "run",
            "simulation",
            "profile",
            "database",
            "commit",
            "trial",
            "metric",
            "operation",
            "process",
            "unit",
            "better",
            "statistic",
            "value");

    private static final String SCHEMA = "timerbench/report-csv/1";

    private ReportCsv() {}

    /** Returns the text of the file. */
    public static String text(Report report) {
        CsvText csv = new CsvText(HEADER);
        for (Run run : report.runs()) {
            for (Trial trial : run.trials()) {
                trial.metrics()
                        .forEach(metric -> statistics(metric.measured())
                                .forEach((statistic, value) -> add(csv, run, trial, metric, statistic, value)));
            }
        }
        return csv.text();
    }

    private static Map<String, Number> statistics(Measured measured) {
        if (measured instanceof Measured.Value single) {
            return Map.of("value", single.value());
        }
        if (measured instanceof Distribution samples) {
            Map<String, Number> statistics = new LinkedHashMap<>();
            statistics.put("count", samples.count());
            statistics.put("mean", samples.mean());
            samples.percentiles().forEach((percentile, value) -> statistics.put("p" + percentile.label(), value));
            statistics.put("max", samples.max());
            return statistics;
        }
        return Map.of("count", 0);
    }

    private static void add(CsvText csv, Run run, Trial trial, Metric metric, String statistic, Number value) {
        csv.row(
                SCHEMA,
                run.runId(),
                run.simulation(),
                run.profile().name(),
                run.target().database().map(Database::text),
                run.environment().gitCommit(),
                trial.number(),
                metric.name(),
                metric.subject().operation(),
                metric.subject().process(),
                metric.unit(),
                metric.better(),
                statistic,
                value);
    }
}
