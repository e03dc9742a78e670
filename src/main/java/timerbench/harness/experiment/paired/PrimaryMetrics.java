package timerbench.harness.experiment.paired;

import java.util.List;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.PrimaryMetric;
import timerbench.harness.run.Subject;

/** What a paired gate decides by. They were chosen by their noise (docs/decisions/0017-paired-gate.md). */
public final class PrimaryMetrics {
    private static final PrimaryMetric THROUGHPUT = metric(TrialValue.THROUGHPUT, Subject.trial(), 0.02, 0.05);
    private static final PrimaryMetric CPU =
            metric(TrialValue.CPU_SECONDS_PER_THOUSAND, Subject.process(Subject.SERVICE), 0.02, 0.05);
    private static final PrimaryMetric RESPONSE_TIME = metric(TrialValue.RESPONSE_TIME_P95, Subject.trial(), 0.04, 0.1);
    private static final PrimaryMetric LATENESS = metric(TrialValue.LATENESS_P50, Subject.trial(), 0.04, 0.1);

    private PrimaryMetrics() {}

    /**
     * Returns them.
     *
     * @param processes whether the services' processes are known here, so that their CPU time is
     */
    public static List<PrimaryMetric> of(boolean processes) {
        return Stream.of(THROUGHPUT, CPU, RESPONSE_TIME, LATENESS)
                .filter(metric -> processes || !metric.equals(CPU))
                .toList();
    }

    private static PrimaryMetric metric(TrialValue value, Subject subject, double least, double sought) {
        return new PrimaryMetric(value.word(), subject, value.unit(), value.better(), least, sought);
    }
}
