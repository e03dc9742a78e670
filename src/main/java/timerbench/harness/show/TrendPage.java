package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.judge.history.Trend;
import timerbench.harness.judge.history.Trend.TrendLine;
import timerbench.harness.run.Better;
import timerbench.harness.stats.ChangePoint;
import timerbench.harness.stats.ChangePoints;

/** A trend as a page that holds all it needs, and so opens from disk: a small plot for each line. */
public final class TrendPage {
    private static final String TEMPLATE = "pages/trend.html";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TrendPage() {}

    /** Returns the text of the file. */
    public static String text(Trend trend, ChangePoints.Rules rules) throws IOException {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", trend.testType());
        model.put("changes", changes(trend));
        model.put("lines", trend.lines().size());
        model.put("invalid", trend.invalid());
        model.put("rules", TrendTable.rules(rules));
        ArrayNode plots = MAPPER.createArrayNode();
        trend.lines().forEach(line -> plots.add(plot(line)));
        return Page.text(TEMPLATE, model, plots);
    }

    /** The latest first: that is what one comes for. */
    private static List<Map<String, String>> changes(Trend trend) {
        record Dated(TrendLine line, ChangePoint change) {
            Instant at() {
                return line.points().get(change.at()).row().testDate();
            }
        }
        List<Dated> all = new ArrayList<>();
        trend.lines().forEach(line -> line.changes().forEach(change -> all.add(new Dated(line, change))));
        return all.stream()
                .sorted(Comparator.comparing(Dated::at).reversed())
                .map(dated -> Map.of(
                        "of", TrendTable.title(dated.line()),
                        "text", TrendTable.text(dated.line(), dated.change()),
                        "class", dated.line().isBetter(dated.change()) ? "better" : "worse"))
                .toList();
    }

    private static ObjectNode plot(TrendLine line) {
        ObjectNode plot = MAPPER.createObjectNode();
        plot.put("title", line.metric().label());
        plot.put(
                "of",
                line.database().orElse("unknown database") + ", profile "
                        + line.line().profile() + " " + line.line().profileHash() + ", machine "
                        + line.line().machine());
        plot.put("unit", line.metric().unit());
        plot.put("better", line.metric().better() == Better.HIGHER ? "more is better" : "less is better");
        ArrayNode points = plot.putArray("points");
        for (TrendLine.Point point : line.points()) {
            ObjectNode node = points.addObject();
            node.put("run", point.row().runId());
            node.put("date", point.row().testDate().toString());
            node.put("commit", TrendTable.commit(point.row()));
            node.put("verdict", point.row().verdict().text());
            node.put("value", point.value());
            node.put("outlier", point.isOutlier());
        }
        ArrayNode changes = plot.putArray("changes");
        for (ChangePoint change : line.changes()) {
            ObjectNode node = changes.addObject();
            node.put("at", change.at());
            node.put("before", change.before());
            node.put("after", change.after());
            node.put("better", line.isBetter(change));
            node.put("text", TrendTable.text(line, change));
        }
        return plot;
    }
}
