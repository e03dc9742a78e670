package timerbench.harness.judge.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.recover.RecoverPlan.Cell;
import timerbench.harness.judge.recover.RecoverResult.Verdict;
import timerbench.harness.judge.recover.Recoveries.Story;
import timerbench.harness.run.Trials;

class RecoverResultTest {
    /** An experiment of one fault, with a story for each repeat. */
    private static RecoverResult of(Story... stories) {
        RecoverPlan plan = new RecoverPlan(List.of(Recoveries.KILLED), stories.length, 1);
        return Recoveries.result(
                plan,
                plan.order().stream()
                        .map(cell -> FaultRun.of(cell, Recoveries.run(stories[cell.repeat() - 1])))
                        .toList());
    }

    private static FaultFigure steady(RecoverResult result) {
        return result.figure(Recoveries.KILLED, RecoveryMetric.TIME_TO_STEADY);
    }

    @Test
    void everyFaultIsMadeInEveryRepeatBeforeTheNextRepeatBegins() {
        List<Cell> order = Recoveries.plan(10).order();
        assertThat(order).hasSize(30).doesNotHaveDuplicates();
        for (int repeat = 1; repeat <= 10; repeat++) {
            int of = repeat;
            assertThat(order.subList(3 * (repeat - 1), 3 * repeat))
                    .allSatisfy(cell -> assertThat(cell.repeat()).isEqualTo(of))
                    .extracting(Cell::number)
                    .containsExactlyInAnyOrder(1, 2, 3);
        }
        assertThat(order).isEqualTo(Recoveries.plan(10).order());
        assertThat(IntStream.range(0, 10)
                        .mapToObj(repeat -> order.subList(3 * repeat, 3 * repeat + 3).stream()
                                .map(Cell::number)
                                .toList())
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThan(1);
    }

    @Test
    void eachRunHasAFolderOfItsOwnWithoutAnySignThatNeedsQuoting() {
        List<String> folders =
                Recoveries.plan(3).order().stream().map(Cell::folder).toList();
        assertThat(folders).doesNotHaveDuplicates().allMatch(folder -> folder.matches("[A-Za-z0-9._-]{1,60}"));
        assertThat(folders).contains("1-kill-service-0s-3");
    }

    @Test
    void aPlanWithoutFaultsWithOneTwiceOrWithoutRepeatsIsRefused() {
        assertThatThrownBy(() -> new RecoverPlan(List.of(), 1, 1)).hasMessageContaining("at least one fault");
        assertThatThrownBy(() -> new RecoverPlan(List.of(Recoveries.KILLED, Recoveries.KILLED), 1, 1))
                .hasMessage("wanted at least one fault and none twice, got kill:service@0s, kill:service@0s");
        assertThatThrownBy(() -> new RecoverPlan(List.of(Recoveries.KILLED), 0, 1))
                .hasMessage("repeats must be at least 1, were 0");
    }

    @Test
    void theMedianOfATimeComesWithItsInterval() {
        FaultFigure figure = steady(of(Story.steadyAfter(5, 1), Story.steadyAfter(7, 1), Story.steadyAfter(6, 1)));
        assertThat(figure.median()).hasValue(6.0);
        assertThat(figure.low()).hasValue(5.0);
        assertThat(figure.high()).hasValue(7.0);
        assertThat(figure.confidence().orElseThrow()).isCloseTo(0.75, offset(1e-9));
        assertThat(figure.notReached()).isZero();
    }

    @Test
    void aRunThatDidNotRecoverIsSlowerThanAllThatDid() {
        FaultFigure one = steady(of(Story.steadyAfter(5, 1), Story.never(1), Story.steadyAfter(6, 1)));
        assertThat(one.median()).hasValue(6.0);
        assertThat(one.low()).hasValue(5.0);
        assertThat(one.high()).isEmpty();
        assertThat(one.notReached()).isEqualTo(1);
        FaultFigure half = steady(of(Story.steadyAfter(5, 1), Story.never(1)));
        assertThat(half.median()).isEmpty();
        assertThat(half.low()).hasValue(5.0);
        FaultFigure all = steady(of(Story.never(1), Story.never(1)));
        assertThat(all.low()).isEmpty();
        assertThat(all.isMeasured()).isTrue();
    }

    @Test
    void aCountThatIsMissingWasNotMeasuredRatherThanNotReached() {
        RecoverPlan plan = new RecoverPlan(List.of(Recoveries.KILLED), 1, 1);
        FaultRun run = FaultRun.of(plan.order().get(0), Recoveries.run(Trials.held(Duration.ofSeconds(9))));
        FaultFigure figure = Recoveries.result(plan, List.of(run)).figure(Recoveries.KILLED, RecoveryMetric.LOST);
        assertThat(figure.notReached()).isZero();
        assertThat(figure.isMeasured()).isFalse();
        assertThat(figure.median()).isEmpty();
    }

    @Test
    void aRunThatWasCutShortOrWhoseGeneratorWasSlowDoesNotCount() {
        Cell cell = Recoveries.plan(1).order().get(0);
        assertThat(FaultRun.of(cell, Recoveries.run(Trials.cutShort())).failure())
                .hasValue("gone");
        FaultRun slow = FaultRun.of(
                cell, Recoveries.run(Recoveries.trial(Story.steadyAfter(5, 1)).saturated(true)));
        assertThat(slow.failure()).hasValue("the generator was the bottleneck");
        assertThat(slow.trial()).isEmpty();
        assertThat(slow.isRecovered()).isFalse();
        assertThat(slow.crossed()).isEmpty();
    }

    @Test
    void theVerdictIsTheWorstThatHolds() {
        Story well = Story.steadyAfter(5, 1);
        assertThat(of(well, well).verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(of(well, Story.steadyAfter(31, 1)).verdict()).isEqualTo(Verdict.CROSSED);
        assertThat(of(well, Story.never(1)).verdict()).isEqualTo(Verdict.NOT_RECOVERED);
        assertThat(of(well.with("lost", 1), Story.never(1)).verdict()).isEqualTo(Verdict.LOST);
        assertThat(Recoveries.bad().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Recoveries.interruptedAfter(4).verdict()).isEqualTo(Verdict.INTERRUPTED);
        assertThat(List.of(Verdict.values()).stream().collect(Collectors.toMap(Verdict::word, Verdict::exitCode)))
                .isEqualTo(Map.of(
                        "recovered", 0,
                        "crossed", 1,
                        "not recovered", 1,
                        "lost", 1,
                        "failed", 3,
                        "interrupted", 130));
    }

    @Test
    void totalsAreThoseOfAllRunsThatCount() {
        RecoverResult bad = Recoveries.bad();
        assertThat(bad.counted()).hasSize(8);
        assertThat(bad.failures()).hasSize(1);
        assertThat(bad.recovered()).isEqualTo(7);
        assertThat(bad.total(RecoveryMetric.LOST)).hasValue(2.0);
        assertThat(bad.total(RecoveryMetric.DUPLICATES)).hasValue(6.0);
        assertThat(bad.timers()).isEqualTo(8 * 11_000 + 2);
        assertThat(bad.crossed()).isEqualTo(3);
    }

    @Test
    void howOftenAFaultLosesATimerIsBoundedByTheNumberOfFaults() {
        // 1 - 0.05^(1/30), the bound for none of 30.
        assertThat(Recoveries.good().losingAtMost().orElseThrow()).isCloseTo(0.0950, offset(0.0001));
        assertThat(Recoveries.interruptedAfter(0).losingAtMost()).isEmpty();
    }
}
