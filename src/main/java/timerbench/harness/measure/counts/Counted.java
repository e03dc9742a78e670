package timerbench.harness.measure.counts;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import timerbench.harness.targets.metrics.MetricsText;

/** The counts that both the harness and the target keep. */
public enum Counted {
    CREATE("create", "creates that succeeded", MetricsText.REQUESTS, "create 2.."),
    UPDATE("update", "updates that succeeded", MetricsText.REQUESTS, "update 2.."),
    DELETE("delete", "deletes that succeeded", MetricsText.REQUESTS, "delete 2.."),
    CALLBACK("callback", "callbacks", MetricsText.CALLBACKS, "succeeded|rescheduled|refused"),
    CALLBACK_SUCCEEDED("callback succeeded", "callbacks answered with success", MetricsText.CALLBACKS, "succeeded"),
    CALLBACK_RESCHEDULED(
            "callback rescheduled", "callbacks answered with another time", MetricsText.CALLBACKS, "rescheduled"),
    CALLBACK_REFUSED("callback refused", "callbacks refused", MetricsText.CALLBACKS, "refused");

    private static final String FAILED = "failed";

    private final String key;
    private final String text;
    private final String metric;
    private final String kinds;

    /** @param kinds pattern of the series that are counted, matched against {@link #kind} */
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

    /** Returns the count in words. */
    public String text() {
        return text;
    }

    /**
     * Returns the count with this key.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Counted keyed(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown count \"" + key + "\"; known are "
                        + Arrays.stream(values()).map(Counted::key).collect(Collectors.joining(", "))));
    }

    /** Returns the sums of the series, without the counts that the target does not keep at all. */
    static Map<Counted, TargetCounts.Tally> tallies(Map<MetricsText.Series, Long> counts) {
        Map<Counted, TargetCounts.Tally> tallies = new EnumMap<>(Counted.class);
        for (Counted each : values()) {
            if (counts.keySet().stream().anyMatch(series -> series.isOf(each.metric))) {
                long certain = each.sum(counts, each.kinds);
                tallies.put(each, new TargetCounts.Tally(certain, certain + each.sum(counts, FAILED)));
            }
        }
        return tallies;
    }

    private long sum(Map<MetricsText.Series, Long> counts, String wanted) {
        return counts.entrySet().stream()
                .filter(count ->
                        count.getKey().isOf(metric) && kind(count.getKey()).matches(wanted))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static String kind(MetricsText.Series series) {
        return series.isOf(MetricsText.REQUESTS)
                ? series.label(MetricsText.OPERATION) + " " + series.label(MetricsText.STATUS)
                : series.label("outcome");
    }
}
