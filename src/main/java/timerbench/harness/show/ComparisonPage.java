package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.Numbers;

/** A comparison as a page that holds all it needs, and so opens from disk. */
public final class ComparisonPage {
    private static final String TEMPLATE = "pages/comparison.html";
    private static final int STATEMENTS_SHOWN = 5;

    private ComparisonPage() {}

    /** Returns the text of the file. */
    public static String text(Comparison comparison) throws IOException {
        return Page.text(TEMPLATE, model(comparison), data(comparison));
    }

    private static Map<String, Object> model(Comparison comparison) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", comparison.id());
        model.put("facts", pairs(Fairness.lines(comparison)));
        model.put("troubles", Fairness.troubles(comparison));
        model.put("emulator", Fairness.EMULATOR);
        model.put(
                "operations",
                comparison.plan().operations().stream()
                        .map(operation -> operation(comparison, operation))
                        .toList());
        model.put("explanation", Fairness.explanation(comparison));
        model.put("loads", loads(comparison));
        return model;
    }

    private static List<Map<String, Object>> pairs(List<Fairness.Line> lines) {
        List<Map<String, Object>> pairs = new ArrayList<>();
        lines.forEach(line -> pairs.add(Map.of("name", line.name(), "text", line.text())));
        return pairs;
    }

    private static Map<String, Object> operation(Comparison comparison, String operation) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", operation);
        model.put("charts", Charts.json(comparison, operation).size());
        model.put("table", PageTable.of(comparison, operation));
        return model;
    }

    /** What the databases said that they did, of the last repeat of each. */
    private static List<Map<String, Object>> loads(Comparison comparison) {
        Map<String, Map<String, Object>> loads = new LinkedHashMap<>();
        comparison
                .results()
                .forEach(result -> result.run()
                        .flatMap(run -> run.trials().get(0).databaseLoad())
                        .ifPresent(load -> {
                            String name = result.cell().variant() + " "
                                    + result.cell().operation();
                            loads.put(name, load(name, load));
                        }));
        return List.copyOf(loads.values());
    }

    private static Map<String, Object> load(String name, DatabaseLoad load) {
        List<Map<String, Object>> statements = load.statements().stream()
                .limit(STATEMENTS_SHOWN)
                .map(statement -> Map.<String, Object>of(
                        "text", statement.text(),
                        "calls", Numbers.text(statement.calls()),
                        "total", Numbers.text(statement.total())))
                .toList();
        return Map.of("name", name, "source", load.source(), "unit", load.unit(), "statements", statements);
    }

    private static ObjectNode data(Comparison comparison) {
        ObjectNode data = new ObjectMapper().createObjectNode();
        data.put("numeric", !comparison.plan().varied().equals(Comparison.DATABASE));
        data.put("varied", comparison.plan().varied());
        ObjectNode charts = data.putObject("charts");
        comparison.plan().operations().forEach(operation -> charts.set(operation, Charts.json(comparison, operation)));
        return data;
    }
}
