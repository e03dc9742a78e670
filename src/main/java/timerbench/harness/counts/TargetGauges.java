package timerbench.harness.counts;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import timerbench.harness.target.TargetAnswer;
import timerbench.harness.target.TargetException;
import timerbench.harness.target.TargetHttp;

/** What a target says that there is of something now. */
public final class TargetGauges {
    /** Timers pending in the shards that an instance fires. */
    private static final String PENDING = "timerbench_timers_pending";

    private TargetGauges() {}

    /**
     * Returns how many timers are pending in all instances together; empty if one of them does not know.
     *
     * @throws TargetException if one does not answer, or what it says cannot be read
     */
    public static OptionalDouble pending(List<String> urls, TargetHttp http) {
        double sum = 0;
        for (String url : urls) {
            sum += pending(url, http);
        }
        return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    private static double pending(String url, TargetHttp http) {
        try {
            TargetAnswer answer = http.get(url + "/metrics");
            return new MetricsText(Set.of(PENDING))
                    .read(answer.status() == 200 ? answer.body() : "").values().stream()
                            .findFirst()
                            .orElse(Double.NaN);
        } catch (IOException e) {
            throw new TargetException("target " + url + " stopped answering: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new TargetException("target " + url + "/metrics: " + e.getMessage(), e);
        }
    }
}
