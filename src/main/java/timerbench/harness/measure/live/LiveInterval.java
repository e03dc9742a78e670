package timerbench.harness.measure.live;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import timerbench.harness.measure.live.LiveReading.Series;

/**
 * What happened between two readings.
 *
 * @param from second since the endpoint opened
 * @param to second since the endpoint opened
 * @param phase at the end
 * @param increases of the counters
 * @param gauges at the end; their mean if the interval has been made of several
 * @param histograms of the values in the interval
 */
public record LiveInterval(
        double from,
        double to,
        String phase,
        Map<Series, Double> increases,
        Map<Series, Double> gauges,
        Map<Series, NativeCounts> histograms) {
    static LiveInterval between(LiveReading before, LiveReading now) {
        Map<Series, Double> increases = new TreeMap<>();
        now.totals()
                .forEach((series, total) ->
                        increases.put(series, total - before.totals().getOrDefault(series, 0.0)));
        Map<Series, NativeCounts> histograms = new TreeMap<>();
        now.histograms()
                .forEach((series, all) ->
                        histograms.put(series, all.since(before.histograms().getOrDefault(series, NativeCounts.NONE))));
        return new LiveInterval(before.second(), now.second(), now.phase(), increases, now.gauges(), histograms);
    }

    /** Returns this interval and the one that follows it, as one. */
    LiveInterval plus(LiveInterval next) {
        double share = seconds() / (seconds() + next.seconds());
        return new LiveInterval(
                from,
                next.to,
                next.phase,
                merged(increases, next.increases, Double::sum),
                merged(gauges, next.gauges, (first, second) -> first * share + second * (1 - share)),
                merged(histograms, next.histograms, NativeCounts::plus));
    }

    private static <T> Map<Series, T> merged(Map<Series, T> first, Map<Series, T> second, BinaryOperator<T> both) {
        Map<Series, T> merged = new TreeMap<>(first);
        second.forEach((series, value) -> merged.merge(series, value, both));
        return merged;
    }

    /** Returns how long the interval is, in seconds. */
    public double seconds() {
        return to - from;
    }
}
