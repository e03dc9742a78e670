package timerbench.harness.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The requests of several operations, with combined figures. If one operation lacks a figure, there is no combined
 * one.
 */
public record Requests(List<MetricScope> operations) {

    /** The name under which callbacks are logged. */
    public static final String CALLBACK = "callback";

    /** The name under which shed requests are logged. */
    public static final String SHED = "shed";

    public Requests {
        operations = List.copyOf(operations);
    }

    /** Returns the requests with these names. */
    public static Requests of(List<String> names) {
        return new Requests(names.stream().map(MetricScope::operation).toList());
    }

    /** Returns all measured requests of a trial except the shed ones. */
    public static Requests allOf(Trial trial) {
        return new Requests(trial.metrics().stream()
                .filter(metric -> metric.name().equals(Metric.RESPONSE_TIME))
                .map(Metric::subject)
                .filter(subject -> !subject.equals(MetricScope.operation(SHED)))
                .toList());
    }

    /** Returns the successful requests per second of the hold. */
    public Optional<Double> throughput(Trial trial) {
        double sum = 0;
        for (MetricScope operation : operations) {
            Optional<Double> throughput = trial.value(Metric.THROUGHPUT, operation);
            if (throughput.isEmpty()) {
                return Optional.empty();
            }
            sum += throughput.get();
        }
        return operations.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    /** Returns the share of failed requests. */
    public Optional<Double> errorRate(Trial trial) {
        double failed = 0;
        long count = 0;
        for (MetricScope operation : operations) {
            Optional<Double> share = trial.value(Metric.ERROR_RATE, operation);
            Optional<Distribution> times = trial.distribution(Metric.RESPONSE_TIME, operation);
            if (share.isEmpty() || times.isEmpty()) {
                return Optional.empty();
            }
            failed += share.get() * times.get().count();
            count += times.get().count();
        }
        return count == 0 ? Optional.empty() : Optional.of(Math.min(1, failed / count));
    }

    /** Returns the response times in milliseconds. */
    public Optional<Distribution> responseTime(Trial trial) {
        List<Distribution> parts = new ArrayList<>();
        for (MetricScope operation : operations) {
            Optional<Distribution> part = trial.distribution(Metric.RESPONSE_TIME, operation);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return parts.size() < 2 ? parts.stream().findFirst() : Optional.of(together(parts));
    }

    private static Distribution together(List<Distribution> parts) {
        Histogram all = parts.get(0).decode();
        all.setAutoResize(true);
        double sum = 0;
        long max = 0;
        for (Distribution part : parts) {
            sum += part.mean() * part.count();
            max = Math.max(max, part.max());
        }
        parts.stream().skip(1).forEach(part -> all.add(part.decode()));
        return Distribution.of(all, Math.round(sum), max);
    }
}
