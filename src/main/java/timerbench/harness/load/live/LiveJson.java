package timerbench.harness.load.live;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import timerbench.harness.measure.live.LiveHistory;
import timerbench.harness.measure.live.LiveInterval;
import timerbench.harness.measure.live.LiveReading;
import timerbench.harness.measure.live.LiveReading.Series;
import timerbench.harness.measure.live.NativeCounts;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Percentile;

/** What a run is doing, as the page reads it. A value that is not known is missing; times are in milliseconds. */
final class LiveJson {
    /** How much of the end percentiles describe. */
    static final double RECENT_SECONDS = 10;

    private static final List<Percentile> PERCENTILES = List.of(Percentile.P50, Percentile.P95, Percentile.P99);
    private static final String RESPONSES = "http_client_request_duration_seconds";
    private static final String REQUESTS = "timerbench_requests_";
    private static final String TIMERS = "timerbench_timers_";
    private static final String CPU = "timerbench_process_cpu_seconds";
    private static final String MEMORY = "timerbench_process_resident_memory_bytes";
    private static final Series LATENESS = Series.of("timerbench_callback_lateness_seconds");

    private LiveJson() {}

    /** Returns an interval as a point of the plots. */
    static JsonObject point(List<LiveInterval> intervals, int index) {
        LiveInterval interval = intervals.get(index);
        int from = index;
        while (from > 0 && interval.to() - intervals.get(from).from() < RECENT_SECONDS - 0.5) {
            from--;
        }
        List<LiveInterval> window = intervals.subList(from, index + 1);
        JsonObject point = new JsonObject()
                .put("from", JsonText.rounded(interval.from()))
                .put("to", JsonText.rounded(interval.to()))
                .put("phase", interval.phase());
        putRates(point, intervals.subList(Math.max(0, index - 1), index + 1));
        JsonObject responses = new JsonObject();
        names(interval.histograms().keySet(), RESPONSES)
                .forEach(name -> responses.put(name, percentiles(sum(window, new Series(RESPONSES, name)))));
        return point.put("response", responses).put("lateness", percentiles(sum(window, LATENESS)));
    }

    /** Returns the values of the moment. */
    static JsonObject now(LiveHistory history) {
        LiveReading last = history.last();
        List<LiveInterval> recent = history.recent();
        JsonObject now = new JsonObject()
                .put("second", JsonText.rounded(last.second()))
                .put("phase", last.phase())
                .put("run", new JsonObject(Map.copyOf(last.run())));
        if (!recent.isEmpty()) {
            putRates(now, recent);
        }
        put(now, "left", last.gauges(), Series.of("timerbench_time_left_seconds"));
        JsonObject operations = new JsonObject();
        SortedSet<String> names = names(last.totals().keySet(), REQUESTS + "sent");
        names.addAll(names(last.histograms().keySet(), RESPONSES));
        names.forEach(name -> operations.put(name, operation(name, last, recent)));
        now.put("operations", operations);
        if (last.histograms().containsKey(LATENESS)) {
            JsonObject timers = new JsonObject();
            last.totals().forEach((series, total) -> {
                if (series.metric().startsWith(TIMERS)) {
                    timers.put(series.metric().substring(TIMERS.length()), total);
                }
            });
            now.put("timers", timers).put("lateness", spread(LATENESS, last, recent));
        }
        return now;
    }

    private static JsonObject operation(String name, LiveReading last, List<LiveInterval> recent) {
        JsonObject operation = spread(new Series(RESPONSES, name), last, recent);
        for (String what : List.of("scheduled", "sent", "answered", "failed")) {
            put(operation, what, last.totals(), new Series(REQUESTS + what, name));
        }
        return operation;
    }

    private static JsonObject spread(Series series, LiveReading last, List<LiveInterval> recent) {
        NativeCounts all = last.histograms().getOrDefault(series, NativeCounts.NONE);
        return new JsonObject()
                .put("count", all.count())
                .put("recent", percentiles(sum(recent, series)))
                .put("all", percentiles(all));
    }

    /** Adds the rates a second and the gauges of the last interval. */
    private static void putRates(JsonObject json, List<LiveInterval> intervals) {
        LiveInterval interval = intervals.get(intervals.size() - 1);
        for (String what : List.of("scheduled", "sent", "answered", "failed")) {
            put(json, what, interval, REQUESTS + what);
        }
        put(json, "fired", interval, TIMERS + "fired");
        put(json, "owed", interval.gauges(), Series.of(TIMERS + "owed"));
        JsonObject cpu = new JsonObject();
        JsonObject memory = new JsonObject();
        interval.gauges().forEach((series, bytes) -> {
            if (series.metric().equals(MEMORY)) {
                memory.put(series.of(), JsonText.rounded(bytes / 1e6));
                // The CPU time before the process was first watched is not known.
                if (intervals.size() > 1
                        && intervals.get(intervals.size() - 2).gauges().containsKey(series)) {
                    double used = interval.increases().getOrDefault(new Series(CPU, series.of()), 0.0);
                    cpu.put(series.of(), JsonText.rounded(used / interval.seconds()));
                }
            }
        });
        json.put("cpu", cpu).put("memory", memory);
    }

    /** Adds the rate of a counter: of all operations together. */
    private static void put(JsonObject json, String name, LiveInterval interval, String metric) {
        List<Double> increases = interval.increases().entrySet().stream()
                .filter(each -> each.getKey().metric().equals(metric))
                .map(Map.Entry::getValue)
                .toList();
        if (!increases.isEmpty()) {
            double sum = increases.stream().mapToDouble(Double::doubleValue).sum();
            json.put(name, JsonText.rounded(sum / interval.seconds()));
        }
    }

    private static void put(JsonObject json, String name, Map<Series, Double> values, Series series) {
        if (values.containsKey(series)) {
            json.put(name, JsonText.rounded(values.get(series)));
        }
    }

    private static SortedSet<String> names(Collection<Series> all, String metric) {
        SortedSet<String> names = new TreeSet<>();
        all.stream().filter(series -> series.metric().equals(metric)).forEach(series -> names.add(series.of()));
        return names;
    }

    private static NativeCounts sum(List<LiveInterval> intervals, Series series) {
        return intervals.stream()
                .map(interval -> interval.histograms().getOrDefault(series, NativeCounts.NONE))
                .reduce(NativeCounts.NONE, NativeCounts::plus);
    }

    /** Returns p50, p95 and p99; null where there are too few values. */
    private static JsonArray percentiles(NativeCounts counts) {
        JsonArray all = new JsonArray();
        for (Percentile percentile : PERCENTILES) {
            counts.at(percentile)
                    .ifPresentOrElse(seconds -> all.add(JsonText.rounded(seconds * 1e3)), () -> all.addNull());
        }
        return all;
    }
}
