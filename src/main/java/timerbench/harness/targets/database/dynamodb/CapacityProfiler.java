package timerbench.harness.targets.database.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.DatabaseLoad.Statement;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.metrics.MetricsText;
import timerbench.harness.targets.process.DatabaseException;

/**
 * Reports which operations consumed DynamoDB's capacity. DynamoDB reports it promptly only in each answer, so the
 * service counts it and this reads the service's metrics.
 */
final class CapacityProfiler implements Profiler {
    private static final String UNITS = "timerbench_service_dynamodb_capacity_units_total";
    private static final String CALLS = "timerbench_service_dynamodb_calls_total";
    private static final MetricsText METRICS = new MetricsText(Set.of(UNITS, CALLS));

    private final String tablePrefix;
    private final Supplier<List<String>> metrics;
    private Map<MetricsText.Series, Double> before = Map.of();

    /**
     * @param tablePrefix removed from the tables' names, because it differs in each run
     * @param metrics the metrics of each instance of the service, in Prometheus' text format
     */
    CapacityProfiler(String tablePrefix, Supplier<List<String>> metrics) {
        this.tablePrefix = tablePrefix;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        before = read();
    }

    @Override
    public DatabaseLoad top(int most) {
        Map<MetricsText.Series, Double> rise = new HashMap<>(read());
        rise.replaceAll((series, value) -> value - before.getOrDefault(series, 0.0));
        Map<String, Double> units = byText(rise, UNITS);
        Map<String, Double> calls = byText(rise, CALLS);
        Set<String> texts = new TreeSet<>(units.keySet());
        List<Statement> statements = texts.stream()
                .map(text -> new Statement(text, calls.getOrDefault(text, 0.0).longValue(), units.get(text)))
                .filter(statement -> statement.calls() > 0)
                .sorted(Comparator.comparingDouble(Statement::total).reversed())
                .limit(most)
                .toList();
        return new DatabaseLoad("ConsumedCapacity", "capacity units", statements);
    }

    private Map<MetricsText.Series, Double> read() {
        List<Map<MetricsText.Series, Double>> instances = new ArrayList<>();
        try {
            metrics.get().forEach(text -> instances.add(METRICS.read(text)));
        } catch (IllegalArgumentException e) {
            throw new DatabaseException("the service's metrics of DynamoDB: " + e.getMessage(), e);
        }
        Map<MetricsText.Series, Double> sums = new HashMap<>();
        instances.forEach(values -> values.forEach((series, value) -> sums.merge(series, value, Double::sum)));
        return sums;
    }

    private Map<String, Double> byText(Map<MetricsText.Series, Double> values, String metric) {
        Map<String, Double> named = new HashMap<>();
        values.forEach((series, value) -> {
            if (series.isOf(metric)) {
                named.merge(text(series), value, Double::sum);
            }
        });
        return named;
    }

    private String text(MetricsText.Series series) {
        String table = series.label("table");
        String own = table.startsWith(tablePrefix + "-") ? table.substring(tablePrefix.length() + 1) : table;
        return series.label("operation") + " " + own;
    }

    @Override
    public void close() {}
}
