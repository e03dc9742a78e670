package timerbench.harness.load.plan;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;

/**
 * An open load of one or several operations, each at a rate of its own.
 *
 * @param operations by the names of their requests; all with the same warm-up, ramp and hold
 */
public record OpenPlan(Map<String, LoadPhases> operations) implements LoadPlan {
    public OpenPlan {
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("wanted at least one operation");
        }
        long shapes = operations.values().stream()
                .map(phases -> List.of(phases.warmUp(), phases.ramp(), phases.hold()))
                .distinct()
                .count();
        if (shapes > 1) {
            throw new IllegalArgumentException("all operations must have the same warm-up, ramp and hold");
        }
        Arrivals.requireSoon(
                operations.values().stream().map(LoadPhases::warmUpLoad).toList());
        operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
    }

    /** Returns the load of one operation. */
    public static OpenPlan of(String operation, LoadPhases phases) {
        return new OpenPlan(Map.of(operation, phases));
    }

    private LoadPhases any() {
        return operations.values().iterator().next();
    }

    @Override
    public Duration warmUp() {
        return any().warmUp();
    }

    @Override
    public Duration total() {
        return any().total();
    }

    @Override
    public Period hold(Instant start, Instant end) {
        return any().period(start);
    }

    @Override
    public List<Metric> asked() {
        return operations.entrySet().stream()
                .map(each ->
                        Metric.throughputAsked(each.getKey(), each.getValue().targetRate()))
                .toList();
    }

    @Override
    public OptionalDouble rateAt(Duration sinceStart) {
        return OptionalDouble.of(operations.values().stream()
                .mapToDouble(phases -> phases.rateAt(sinceStart))
                .sum());
    }

    @Override
    public Map<String, List<OpenInjectionStep>> starts() {
        return operations.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> List.of(each.getValue().load())));
    }

    @Override
    public Map<String, Long> warmUpRequests() {
        return LoadPlan.users(operations.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> List.of(each.getValue().warmUpLoad()))));
    }

    @Override
    public String phaseAt(Duration sinceStart) {
        return any().phaseAt(sinceStart);
    }

    @Override
    public String describe() {
        if (operations.size() == 1) {
            return any().describe();
        }
        String rates = operations.entrySet().stream()
                .map(each ->
                        String.format(Locale.ROOT, "%.0f %s/s", each.getValue().targetRate(), each.getKey()))
                .collect(Collectors.joining(", "));
        return any().describe() + ": " + rates;
    }
}
