package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.SummaryMetric;

/** The history as JSON, by the names of its columns. What was not measured is absent. */
public final class HistoryJson {
    /** Names the form of the file. */
    static final String SCHEMA = "timerbench/history/1";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private HistoryJson() {}

    /** Returns the text of the file. */
    public static String text(List<HistoryRow> rows) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", SCHEMA);
        ArrayNode runs = node.putArray("runs");
        rows.forEach(row -> put(runs.addObject(), row));
        return JsonText.of(node);
    }

    private static void put(ObjectNode node, HistoryRow row) {
        node.put("run_id", row.runId());
        node.put("test_date", row.testDate().toString());
        node.put("test_type", row.testType());
        row.databaseType().ifPresent(database -> node.put("database_type", database));
        row.gitCommit().ifPresent(commit -> node.put("git_commit", commit));
        node.put("machine_fingerprint", row.line().machine());
        node.put("profile", row.line().profile());
        node.put("profile_hash", row.line().profileHash());
        node.put("verdict", row.verdict().name());
        for (SummaryMetric figure : SummaryMetric.values()) {
            row.figure(figure).ifPresent(value -> node.putPOJO(figure.column(), figure.number(value)));
        }
    }
}
