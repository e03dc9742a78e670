package timerbench.harness.compare.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.compare.Comparison;
import timerbench.harness.result.DatabaseLoad;
import timerbench.harness.result.Figure;

/** A comparison as a page that holds all it needs, and so opens from disk. */
public final class ComparisonPage {
    private static final String TEMPLATE = "pages/comparison.html";
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";
    private static final int STATEMENTS_SHOWN = 5;

    private static final PebbleEngine PEBBLE = new PebbleEngine.Builder()
            .loader(new ClasspathLoader())
            .defaultLocale(Locale.ROOT)
            .strictVariables(true)
            .build();

    private ComparisonPage() {}

    /** Returns the text of the file. */
    public static String text(Comparison comparison) throws IOException {
        StringWriter page = new StringWriter();
        PEBBLE.getTemplate(TEMPLATE).evaluate(page, model(comparison), Locale.ROOT);
        return page.toString();
    }

    private static Map<String, Object> model(Comparison comparison) throws IOException {
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
        model.put("data", data(comparison));
        model.put("echarts", echarts());
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
        model.put("published", Published.belongsTo(comparison, operation) ? Published.text() : "");
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
                        "calls", Figure.text(statement.calls()),
                        "total", Figure.text(statement.total())))
                .toList();
        return Map.of("name", name, "source", load.source(), "unit", load.unit(), "statements", statements);
    }

    /** The page's data stand in a script element, which a text must not end. */
    private static String data(Comparison comparison) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode data = mapper.createObjectNode();
        data.put("numeric", !comparison.plan().varied().equals(Comparison.DATABASE));
        data.put("varied", comparison.plan().varied());
        ObjectNode charts = data.putObject("charts");
        comparison.plan().operations().forEach(operation -> charts.set(operation, Charts.json(comparison, operation)));
        return mapper.writeValueAsString(data).replace("<", "\\u003c");
    }

    private static String echarts() throws IOException {
        try (InputStream in = Optional.ofNullable(ComparisonPage.class.getResourceAsStream(ECHARTS))
                .orElseThrow(() -> new IOException(ECHARTS + " is not on the class path"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
