package timerbench.harness.measure.counts;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import timerbench.harness.targets.metrics.Metrics;
import timerbench.harness.targets.metrics.Series;

/** What both the harness and the target count. */
public enum Counted {
    CREATE("create", "creates that succeeded", Metrics.REQUESTS, "create 2.."),
    UPDATE("update", "updates that succeeded", Metrics.REQUESTS, "update 2.."),
    DELETE("delete", "deletes that succeeded", Metrics.REQUESTS, "delete 2.."),
    CALLBACK("callback", "callbacks", Metrics.CALLBACKS, "succeeded|rescheduled|refused"),
    CALLBACK_SUCCEEDED("callback succeeded", "callbacks answered with success", Metrics.CALLBACKS, "succeeded"),
    CALLBACK_RESCHEDULED(
            "callback rescheduled", "callbacks answered with another time", Metrics.CALLBACKS, "rescheduled"),
    CALLBACK_REFUSED("callback refused", "callbacks refused", Metrics.CALLBACKS, "refused");

    private static final String FAILED = "failed";

    private final String key;
    private final String text;
    private final String metric;
    private final String kinds;

    /** Counts those series of a metric whose kind, as {@link #kind} has it, matches the pattern. */
    Counted(String key, String text, String metric, String kinds) {
        this.key = key;
        this.text = text;
        this.metric = metric;
        this.kinds = kinds;
    }

    /** Returns the key of the harness's count. */
    public String key() {
        return key;
    }

    /** Returns what is counted, as people read it. */
    public String text() {
        return text;
    }

    /**
     * Returns what is called that.
     *
     * @throws IllegalArgumentException if nothing is
     */
    static Counted keyed(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no count is called \"" + key + "\"; there are "
                        + Arrays.stream(values()).map(Counted::key).collect(Collectors.joining(", "))));
    }

    /** Returns what the series add up to; what the target does not count at all is left out. */
    static Map<Counted, Tally> tallies(Map<Series, Long> counts) {
        Map<Counted, Tally> tallies = new EnumMap<>(Counted.class);
        for (Counted each : values()) {
            if (counts.keySet().stream().anyMatch(series -> series.isOf(each.metric))) {
                long certain = each.sum(counts, each.kinds);
                tallies.put(each, new Tally(certain, certain + each.sum(counts, FAILED)));
            }
        }
        return tallies;
    }

    private long sum(Map<Series, Long> counts, String wanted) {
        return counts.entrySet().stream()
                .filter(count ->
                        count.getKey().isOf(metric) && kind(count.getKey()).matches(wanted))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static String kind(Series series) {
        return series.isOf(Metrics.REQUESTS)
                ? series.label("operation") + " " + series.label("status")
                : series.label("outcome");
    }
}
