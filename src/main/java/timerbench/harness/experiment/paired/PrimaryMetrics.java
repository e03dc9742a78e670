package timerbench.harness.experiment.paired;

import java.util.List;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.GateRules.GateMetric;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.run.MetricScope;

/** What a paired gate decides by. They were chosen by their noise (docs/decisions/0017-paired-gate.md). */
public final class PrimaryMetrics {
    private static final GateMetric THROUGHPUT = metric(TrialValue.THROUGHPUT, MetricScope.trial(), 0.02, 0.05);
    private static final GateMetric CPU =
            metric(TrialValue.CPU_SECONDS_PER_THOUSAND, MetricScope.process(MetricScope.SERVICE), 0.02, 0.05);
    private static final GateMetric RESPONSE_TIME =
            metric(TrialValue.RESPONSE_TIME_P95, MetricScope.trial(), 0.04, 0.1);
    private static final GateMetric LATENESS = metric(TrialValue.LATENESS_P50, MetricScope.trial(), 0.04, 0.1);

    private PrimaryMetrics() {}

    /**
     * Returns them.
     *
     * @param processes whether the services' processes are known here, so that their CPU time is
     */
    public static List<GateMetric> of(boolean processes) {
        return Stream.of(THROUGHPUT, CPU, RESPONSE_TIME, LATENESS)
                .filter(metric -> processes || !metric.equals(CPU))
                .toList();
    }

    private static GateMetric metric(TrialValue value, MetricScope subject, double least, double sought) {
        return new GateMetric(
                new JudgedMetric(value.word(), subject, value.unit(), value.better()), least, sought);
    }
}
