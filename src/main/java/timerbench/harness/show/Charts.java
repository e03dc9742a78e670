package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import timerbench.harness.judge.compare.Column;
import timerbench.harness.judge.compare.Column.Entry;
import timerbench.harness.judge.compare.ComparedMetric;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.run.Better;
import timerbench.harness.run.Numbers;
import timerbench.harness.stats.Median;

/** What the page's script plots: medians, their intervals and the single repeats, chart by chart. */
final class Charts {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Quantities that share a chart; where there are several, each point says which it is of. */
    private record Chart(String title, List<ComparedMetric> quantities, List<String> processes) {}

    private static final List<Chart> ALL = List.of(
            new Chart("throughput", List.of(ComparedMetric.THROUGHPUT), List.of("")),
            new Chart("p95 of response time", List.of(ComparedMetric.P95), List.of("")),
            new Chart(
                    "CPU per 1,000 requests",
                    List.of(ComparedMetric.CPU_SERVICE, ComparedMetric.CPU_DATABASE),
                    List.of("service", "database")),
            new Chart(
                    "largest resident memory",
                    List.of(ComparedMetric.MEMORY_SERVICE, ComparedMetric.MEMORY_DATABASE),
                    List.of("service", "database")));

    private Charts() {}

    /** Returns the charts of an operation, without those of which nothing was measured. */
    static ArrayNode json(Comparison comparison, String operation) {
        List<Column> columns = comparison.columns(operation);
        ArrayNode charts = MAPPER.createArrayNode();
        for (Chart chart : ALL) {
            ObjectNode node = json(comparison, columns, chart);
            if (!node.path("points").isEmpty()) {
                charts.add(node);
            }
        }
        return charts;
    }

    private static ObjectNode json(Comparison comparison, List<Column> columns, Chart chart) {
        ComparedMetric first = chart.quantities().get(0);
        ObjectNode node = MAPPER.createObjectNode();
        node.put("title", chart.title());
        node.put("unit", FigureText.unit(first));
        node.put("better", first.better() == Better.HIGHER ? "more is better" : "less is better");
        ArrayNode points = node.putArray("points");
        for (int i = 0; i < chart.quantities().size(); i++) {
            String process = chart.processes().get(i);
            Column.of(chart.quantities().get(i), columns)
                    .measured()
                    .forEach(entry -> put(points.addObject(), comparison, entry, process));
        }
        return node;
    }

    private static void put(ObjectNode node, Comparison comparison, Entry entry, String process) {
        node.put("variant", entry.variant());
        node.put("process", process);
        node.put("emulator", comparison.isEmulator(entry.variant()));
        Median median = entry.median().orElseThrow();
        node.put("median", median.value());
        median.interval().ifPresent(interval -> {
            node.put("low", interval.low());
            node.put("high", interval.high());
            node.put("confidence", Numbers.percent(interval.confidence()));
        });
        entry.repeats().values().forEach(node.putArray("repeats")::add);
    }
}
