package timerbench.harness.judge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Run;

class BaselineTest {
    @Test
    void aRunThatWentToItsEndAndBrokeNoPromiseIsAMeasure() {
        assertThat(Baseline.objections(FileRuns.lost(0))).isEmpty();
    }

    @Test
    void aRunThatWasCutShortOrSaturatedIsNoMeasure() {
        assertThat(Baseline.objections(FileRuns.run(FileRuns.cutShort(List.of()))))
                .containsExactly("the run was cut short (the target was gone), so nothing is judged by its figures");
        assertThat(Baseline.objections(FileRuns.run(FileRuns.trial().saturated(true))))
                .singleElement()
                .asString()
                .startsWith("the run had a saturated generator");
    }

    @Test
    void everyBrokenPromiseIsNamed() {
        for (String metric : HardLimits.metrics()) {
            Run broken = FileRuns.run(FileRuns.trial(List.of(FileRuns.count(metric, 1_200))));
            assertThat(Baseline.objections(broken)).as(metric).hasSize(1);
        }
        assertThat(Baseline.objections(FileRuns.lost(1_200)))
                .containsExactly("trial 1: lost callbacks: 1,200, wanted none");
    }

    @Test
    void aRunThatTheGateCanJudgeOthersByHasNoGaps() {
        assertThat(Baseline.gaps(FileRuns.lost(0))).isEmpty();
    }

    @Test
    void whatTheGateCanNeverJudgeIsNamed() {
        Run few = FileRuns.run(FileRuns.trial(List.of(
                Metric.throughput("create", 0),
                Metric.responseTime("create", FileRuns.samples(10, 99)),
                Metric.errorRate("create", 0))));

        assertThat(Baseline.gaps(few))
                .containsExactly(
                        "throughput of create: 0/s; the baseline's is 0, so there is no ratio",
                        "p95 response time of create: not supported by the 99 samples in the run; 100 are needed");
        assertThat(Baseline.gaps(FileRuns.run(FileRuns.trial())))
                .containsExactly(
                        "it has no throughput, response time or lateness that a later run could be compared" + " with");
    }

    @Test
    void whatChangedIsToldWithConditionsFirst() {
        Run now = FileRuns.withoutSync(FileRuns.creates(1_100, 9));
        assertThat(Baseline.changes(FileRuns.creates(1_000, 10), now))
                .containsExactly(
                        "durability fsync: on, now off",
                        "throughput of create: 1,000/s, now 1,100/s (1.100 ×)",
                        "p95 response time of create: 10 ms, now 9 ms (0.900 ×)");
    }
}
