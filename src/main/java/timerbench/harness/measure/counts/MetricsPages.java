package timerbench.harness.measure.counts;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import timerbench.harness.targets.TargetAnswer;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;
import timerbench.harness.targets.metrics.MetricsText;

/** What the instances of a target say of themselves under {@code /metrics} and {@code /metrics/pending}. */
public final class MetricsPages {
    private static final String METRICS = "/metrics";

    /** Beside the others: the database may have to count them one by one, which is no time for a load. */
    private static final String COUNTED = METRICS + "/pending";

    /** Timers pending in the shards that an instance fires. */
    private static final String PENDING = "timerbench_timers_pending";

    private MetricsPages() {}

    /**
     * Returns the text of each instance; an empty one where there is none.
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
            TargetAnswer answer = http.get(url + path);
            return answer.status() == 200 ? answer.body() : "";
        } catch (IOException e) {
            throw new TargetException("target " + url + " stopped answering: " + e.getMessage(), e);
        }
    }

    /**
     * Returns how many timers are pending in all instances together; empty if one of them does not know. Not to be asked
     * during a load.
     *
     * @throws TargetException if one does not answer, or what it says cannot be read
     */
    public static OptionalDouble pending(List<String> urls, TargetHttp http) {
        double sum = 0;
        for (String url : urls) {
            sum += pending(url, read(url, COUNTED, http));
        }
        return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
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
