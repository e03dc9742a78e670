package timerbench.harness.experiment.paired;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.MetricScope;

/** What a trial comes to, out of what was counted of it. */
final class TrialResult {
    /** The share of requests that may fail. */
    private static final double MOST_FAILED = 0.01;

    private final Map<String, Double> values = new LinkedHashMap<>();

    private TrialResult() {}

    static PairedTrial of(LoadFigures requests, LedgerReport callbacks, TrialReading before, TrialReading after) {
        TrialResult result = new TrialResult();
        result.putRequests(requests);
        after.serverMicrosSince(before).ifPresent(micros -> result.put(TrialValue.SERVER_TIME_MEAN, micros));
        callbacks.lateness().ifPresent(result::putLateness);
        Map<String, Double> cpu = after.cpuPerThousandSince(before);
        result.put(TrialValue.CPU_SECONDS_PER_THOUSAND, cpu.get(MetricScope.SERVICE));
        result.put(TrialValue.DATABASE_CPU_SECONDS_PER_THOUSAND, cpu.get(MetricScope.DATABASE));
        return new PairedTrial(result.values, violations(requests, callbacks), Optional.empty());
    }

    private void putRequests(LoadFigures requests) {
        put(TrialValue.THROUGHPUT, requests.perSecond());
        put(TrialValue.RESPONSE_TIME_MEAN, requests.meanMicros());
        Histogram micros = requests.micros();
        put(TrialValue.RESPONSE_TIME_P50, (double) micros.getValueAtPercentile(50));
        put(TrialValue.RESPONSE_TIME_P95, (double) micros.getValueAtPercentile(95));
        put(TrialValue.RESPONSE_TIME_P99, (double) micros.getValueAtPercentile(99));
    }

    private void putLateness(Distribution lateness) {
        put(TrialValue.LATENESS_MEAN, lateness.mean());
        Histogram micros = lateness.decode();
        put(TrialValue.LATENESS_P50, (double) micros.getValueAtPercentile(50));
        put(TrialValue.LATENESS_P95, (double) micros.getValueAtPercentile(95));
    }

    /** Leaves out what was not measured. */
    private void put(TrialValue what, @Nullable Double value) {
        if (value != null && Double.isFinite(value)) {
            values.put(what.word(), value);
        }
    }

    private static List<String> violations(LoadFigures requests, LedgerReport callbacks) {
        List<String> violations = new ArrayList<>();
        for (CallbackOutcome outcome : CallbackOutcome.values()) {
            if (outcome.isViolation() && callbacks.count(outcome) > 0) {
                violations.add(callbacks.count(outcome) + " callbacks " + outcome.word());
            }
        }
        callbacks.hint().ifPresent(violations::add);
        if (requests.failed() > requests.answered() * MOST_FAILED) {
            violations.add(
                    String.format(Locale.ROOT, "%,d of %,d requests failed", requests.failed(), requests.answered()));
        }
        return violations;
    }
}
