package timerbench.harness.measure.counts;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;
import timerbench.harness.targets.metrics.MetricsText;

/** The pages {@code /metrics} and {@code /metrics/pending} of a target's instances. */
public final class MetricsPages {
    private static final String METRICS = "/metrics";

    /** A page of its own: the database may have to count the timers one by one, which would disturb a load. */
    private static final String COUNTED = METRICS + "/pending";

    /** The number of pending timers in the shards that an instance fires. */
    private static final String PENDING = "timerbench_service_timers_pending";

    private MetricsPages() {}

    /**
     * Returns the metrics text of each instance; an empty text for an instance without metrics.
     *
     * @throws TargetException if one does not answer
     */
    public static List<String> read(List<String> urls, TargetHttp http) {
        return urls.stream().map(url -> read(url, http)).toList();
    }

    static String read(String url, TargetHttp http) {
        return read(url, METRICS, http);
    }

    private static String read(String url, String path, TargetHttp http) {
        try {
            TargetHttp.Answer answer = http.get(url + path);
            return answer.status() == 200 ? answer.body() : "";
        } catch (IOException e) {
            throw TargetException.stoppedAnswering(url, e);
        }
    }

    /**
     * Returns the number of pending timers in all instances together; empty if one of them does not know. Must not be
     * called during a load.
     *
     * @throws TargetException if one does not answer, or its answer cannot be read
     */
    public static OptionalDouble pending(List<String> urls, TargetHttp http) {
        double sum = 0;
        for (String url : urls) {
            sum += pending(url, read(url, COUNTED, http));
        }
        return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    /** Returns the page with the counts of stored timers, of an instance. Must not be called during a load. */
    static String readCounted(String url, TargetHttp http) {
        return read(url, COUNTED, http);
    }

    private static double pending(String url, String text) {
        try {
            return new MetricsText(Set.of(PENDING))
                    .read(text).values().stream().findFirst().orElse(Double.NaN);
        } catch (IllegalArgumentException e) {
            throw new TargetException("target " + url + COUNTED + ": " + e.getMessage(), e);
        }
    }
}
