package timerbench.harness.show;

import java.util.List;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.SummaryMetric;

/** The history as JSON, with the names of its columns. A figure that was not measured gets no field. */
public final class HistoryJson {
    /** Names the form of the file. */
    static final String SCHEMA = "timerbench/history/1";

    private HistoryJson() {}

    /** Returns the text of the file. */
    public static String text(List<HistoryRow> rows) {
        return JsonText.of(new JsonObject()
                .with("schema", SCHEMA)
                .with("runs", rows.stream().map(HistoryJson::run).toList()));
    }

    private static JsonObject run(HistoryRow row) {
        JsonObject run = new JsonObject()
                .with("run_id", row.runId())
                .with("test_date", row.testDate())
                .with("test_type", row.testType())
                .with("database_type", row.databaseType())
                .with("git_commit", row.gitCommit())
                .with("machine_fingerprint", row.line().machine())
                .with("profile", row.line().profile())
                .with("profile_hash", row.line().profileHash())
                .with("verdict", row.verdict());
        for (SummaryMetric metric : SummaryMetric.values()) {
            run.with(metric.column(), row.figure(metric).map(metric::number));
        }
        return run;
    }
}
