package timerbench.harness.paired;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import timerbench.harness.callback.CallbackOutcome;
import timerbench.harness.callback.LedgerReport;
import timerbench.harness.callback.ReceiverSettings;
import timerbench.harness.database.DatabaseException;
import timerbench.harness.gate.PairedTrial;
import timerbench.harness.result.Distribution;
import timerbench.harness.result.Subject;
import timerbench.harness.target.Target;
import timerbench.harness.target.TargetException;

/** Makes the trials of pairs: each starts its target, loads it, waits for its callbacks and ends it. */
final class TrialRunner {
    /** The share of requests that may fail. */
    private static final double MOST_FAILED = 0.01;

    private final PairedSettings settings;
    private final ReceiverSettings receiving;

    TrialRunner(PairedSettings settings, ReceiverSettings receiving) {
        this.settings = settings;
        this.receiving = receiving;
    }

    /** Returns what the trial came to; one that came to nothing says why. */
    PairedTrial run(Contender contender) {
        try (Target target = contender.start()) {
            return measure(target);
        } catch (TargetException | DatabaseException e) {
            return PairedTrial.failed(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns what one trial on this target came to.
     *
     * @throws TargetException if it came to nothing
     */
    PairedTrial measure(Target target) {
        try (TrialLoad load = new TrialLoad(target, settings, receiving)) {
            target.onDeath(load::fail);
            load.awaitHold();
            TrialReading before = TrialReading.of(target, load);
            load.awaitEndOfHold();
            TrialReading after = TrialReading.of(target, load);
            return trial(load.requests(), load.callbacks(), before, after);
        }
    }

    private static PairedTrial trial(
            LoadFigures requests, LedgerReport callbacks, TrialReading before, TrialReading after) {
        Map<String, Double> values = new LinkedHashMap<>();
        putRequests(values, requests);
        after.serverMicrosSince(before).ifPresent(micros -> put(values, TrialValue.SERVER_TIME_MEAN, micros));
        callbacks.lateness().ifPresent(lateness -> putLateness(values, lateness));
        putCpu(values, after.cpuPerThousandSince(before));
        return new PairedTrial(values, violations(requests, callbacks), Optional.empty());
    }

    private static void putRequests(Map<String, Double> values, LoadFigures requests) {
        put(values, TrialValue.THROUGHPUT, requests.perSecond());
        put(values, TrialValue.RESPONSE_TIME_MEAN, requests.meanMicros());
        Histogram micros = requests.micros();
        put(values, TrialValue.RESPONSE_TIME_P50, micros.getValueAtPercentile(50));
        put(values, TrialValue.RESPONSE_TIME_P95, micros.getValueAtPercentile(95));
        put(values, TrialValue.RESPONSE_TIME_P99, micros.getValueAtPercentile(99));
    }

    private static void putLateness(Map<String, Double> values, Distribution lateness) {
        put(values, TrialValue.LATENESS_MEAN, lateness.mean());
        Histogram micros = lateness.decode();
        put(values, TrialValue.LATENESS_P50, micros.getValueAtPercentile(50));
        put(values, TrialValue.LATENESS_P95, micros.getValueAtPercentile(95));
    }

    private static void putCpu(Map<String, Double> values, Map<String, ProcessCpu> spent) {
        Optional.ofNullable(spent.get(Subject.SERVICE)).ifPresent(cpu -> {
            put(values, TrialValue.CPU_SECONDS_PER_THOUSAND, cpu.all());
            put(values, TrialValue.CPU_SECONDS_PER_THOUSAND_WITHOUT_COMPILERS, cpu.all() - cpu.compilers());
        });
        Optional.ofNullable(spent.get(Subject.DATABASE))
                .ifPresent(cpu -> put(values, TrialValue.DATABASE_CPU_SECONDS_PER_THOUSAND, cpu.all()));
    }

    private static void put(Map<String, Double> values, TrialValue what, double value) {
        if (Double.isFinite(value)) {
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
        if (requests.failed() > requests.answered() * MOST_FAILED) {
            violations.add(
                    String.format(Locale.ROOT, "%,d of %,d requests failed", requests.failed(), requests.answered()));
        }
        return violations;
    }
}
