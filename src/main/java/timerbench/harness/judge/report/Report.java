package timerbench.harness.judge.report;

import java.util.List;
import timerbench.harness.run.Run;

/**
 * The report of one run in full, or of several in comparison.
 *
 * @param runs in the order in which they were given, none twice
 */
public record Report(List<Run> runs) {
    /** Names the form of the report as JSON, for which {@code schema/report-1.schema.json} is on the class path. */
    public static final String SCHEMA = "timerbench/report/1";

    public Report {
        if (runs.isEmpty() || runs.stream().map(Run::runId).distinct().count() < runs.size()) {
            throw new IllegalArgumentException("wanted at least one run and none twice, got "
                    + String.join(", ", runs.stream().map(Run::runId).toList()));
        }
        runs = List.copyOf(runs);
    }

    /** Returns whether there is more than one run. */
    public boolean isComparison() {
        return runs.size() > 1;
    }

    /** Returns the runs, grouped into variants. */
    public Variants variants() {
        return Variants.of(runs);
    }
}
