package timerbench.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.result.Run;

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
                .startsWith("the run had its generator saturated");
    }

    @Test
    void everyBrokenPromiseIsNamed() {
        for (String metric : HardLimits.metrics()) {
            Run broken = FileRuns.run(FileRuns.trial(List.of(FileRuns.count(metric, 1_200))));
            assertThat(Baseline.objections(broken)).as(metric).hasSize(1);
        }
        assertThat(Baseline.objections(FileRuns.lost(1_200)))
                .containsExactly("trial 1: callbacks, lost: 1,200, none may be");
    }

    @Test
    void whatChangedIsToldWithConditionsFirst() {
        Run now = FileRuns.withoutSync(FileRuns.creates(1_100, 9));
        assertThat(Baseline.changes(FileRuns.creates(1_000, 10), now))
                .containsExactly(
                        "durability fsync: on, now off",
                        "throughput of create: 1,000/s, now 1,100/s (1.100 ×)",
                        "responseTimeP95 of create: 10 ms, now 9 ms (0.900 ×)");
    }
}
