package timerbench.harness.show;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import timerbench.harness.judge.report.Report;
import timerbench.harness.run.Database;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;

/** The figures of runs as a table in long form, version 1: a row for each statistic of each metric of each trial. */
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
        StringBuilder text = new StringBuilder(CsvText.row(HEADER.stream()));
        for (Run run : report.runs()) {
            for (Trial trial : run.trials()) {
                trial.metrics().forEach(metric -> rows(run, trial, metric).forEach(text::append));
            }
        }
        return text.toString();
    }

    private static Stream<String> rows(Run run, Trial trial, Metric metric) {
        if (metric.measured() instanceof Measured.Value single) {
            return Stream.of(row(run, trial, metric, "value", Double.toString(single.value())));
        }
        if (metric.measured() instanceof Distribution samples) {
            Stream<String> percentiles = samples.percentiles().entrySet().stream()
                    .map(percentile -> row(run, trial, metric, name(percentile), Long.toString(percentile.getValue())));
            return Stream.of(
                            Stream.of(
                                    row(run, trial, metric, "count", Long.toString(samples.count())),
                                    row(run, trial, metric, "mean", Double.toString(samples.mean()))),
                            percentiles,
                            Stream.of(row(run, trial, metric, "max", Long.toString(samples.max()))))
                    .flatMap(rows -> rows);
        }
        return Stream.of(row(run, trial, metric, "count", "0"));
    }

    private static String name(Map.Entry<Percentile, Long> percentile) {
        return "p" + percentile.getKey().label();
    }

    private static String row(Run run, Trial trial, Metric metric, String statistic, String value) {
        return CsvText.row(Stream.of(
                SCHEMA,
                run.runId(),
                run.simulation(),
                run.profile().name(),
                run.target().database().map(Database::text).orElse(""),
                run.environment().gitCommit().orElse(""),
                Integer.toString(trial.number()),
                metric.name(),
                metric.subject().operation().orElse(""),
                metric.subject().process().orElse(""),
                metric.unit().symbol(),
                metric.better().word(),
                statistic,
                value));
    }
}
