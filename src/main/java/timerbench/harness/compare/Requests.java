package timerbench.harness.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.HdrHistogram.Histogram;
import timerbench.harness.result.Distribution;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Percentile;
import timerbench.harness.result.Subject;
import timerbench.harness.result.Trial;

/**
 * The figures of the requests that an operation of the stress simulation consists of: those of its name or, if it is mixed,
 * of all four, taken together. Nothing is told of a part of them.
 */
final class Requests {
    /** The operation of the stress simulation that does the others in turn. */
    static final String MIXED = "mixed";

    private static final List<String> MIXED_OF = List.of("create", "read", "update", "delete");

    private Requests() {}

    private static List<Subject> of(String operation) {
        return (operation.equals(MIXED) ? MIXED_OF : List.of(operation))
                .stream().map(Subject::operation).toList();
    }

    static Optional<Double> throughput(Trial trial, String operation) {
        double sum = 0;
        for (Subject request : of(operation)) {
            Optional<Double> throughput = trial.value(Metric.THROUGHPUT, request);
            if (throughput.isEmpty()) {
                return Optional.empty();
            }
            sum += throughput.get();
        }
        return Optional.of(sum);
    }

    static Optional<Double> errorRate(Trial trial, String operation) {
        double failed = 0;
        long count = 0;
        for (Subject request : of(operation)) {
            Optional<Double> share = trial.value(Metric.ERROR_RATE, request);
            Optional<Distribution> times = responseTime(trial, request);
            if (share.isEmpty() || times.isEmpty()) {
                return Optional.empty();
            }
            failed += share.get() * times.get().count();
            count += times.get().count();
        }
        return Optional.of(Math.min(1, failed / count));
    }

    static BiFunction<Trial, String, Optional<Double>> percentile(Percentile percentile) {
        return (trial, operation) -> responseTime(trial, operation)
                .map(times -> times.percentiles().get(percentile))
                .map(Long::doubleValue);
    }

    private static Optional<Distribution> responseTime(Trial trial, String operation) {
        List<Distribution> parts = new ArrayList<>();
        for (Subject request : of(operation)) {
            Optional<Distribution> part = responseTime(trial, request);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(parts.size() == 1 ? parts.get(0) : together(parts));
    }

    private static Optional<Distribution> responseTime(Trial trial, Subject request) {
        return trial.metric(Metric.RESPONSE_TIME, request)
                .map(Metric::measured)
                .filter(Distribution.class::isInstance)
                .map(Distribution.class::cast);
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
