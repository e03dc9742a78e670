package timerbench.harness.judge.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static timerbench.harness.judge.gate.GateTrials.CALM;
import static timerbench.harness.judge.gate.GateTrials.DOWN;
import static timerbench.harness.judge.gate.GateTrials.P95;
import static timerbench.harness.judge.gate.GateTrials.THROUGHPUT;
import static timerbench.harness.judge.gate.GateTrials.UP;
import static timerbench.harness.judge.gate.GateTrials.changed;
import static timerbench.harness.judge.gate.GateTrials.pairs;
import static timerbench.harness.judge.gate.GateTrials.scaled;
import static timerbench.harness.judge.gate.GateTrials.withBaseline;
import static timerbench.harness.judge.gate.GateTrials.withCandidate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.GateReport.Judgement;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;

class PairedGateTest {
    private static final int MOST = 24;
    private static final PairedGate GATE = new PairedGate(GateRules.of(List.of(THROUGHPUT, P95), MOST));
    private static final GateMetric FILES = new GateMetric(
            new JudgedMetric("openFilesLeft", MetricScope.trial(), Unit.ONE, Better.LOWER),
            GateMetric.Scale.DIFFERENCE,
            2,
            10);

    private static Judgement judge(List<Pair> pairs) {
        return GATE.judge(pairs).judgement();
    }

    private static Finding finding(Judgement judgement, GateMetric metric) {
        return judgement.findings().stream()
                .filter(finding -> finding.metric().equals(metric.name()))
                .findFirst()
                .orElseThrow();
    }

    /** The changes again and again, for as many pairs as there may be. */
    private static double[] repeated(double... changes) {
        return IntStream.range(0, MOST)
                .mapToDouble(i -> changes[i % changes.length])
                .toArray();
    }

    @Test
    void nothingShownPassesAtTheFirstLookThatExcludesWhatIsSought() {
        PairedGate.Decision decision = GATE.judge(pairs(CALM, CALM));
        assertThat(decision.verdict()).contains(Verdict.PASS);
        assertThat(decision.pairs()).isEqualTo(8);
        Judgement judgement = decision.judgement();
        assertThat(judgement.reasons())
                .containsExactly("after 8 pairs, none of 2 metrics is worse by the change that the gate looks for");
        assertThat(judgement.findings())
                .extracting(Finding::conclusion)
                .containsExactly(Conclusion.UNCHANGED, Conclusion.UNCHANGED);
        assertThat(finding(judgement, P95).reason()).isEqualTo("worse by <0.1 % in 8 pairs; worse by 5 % is excluded");
    }

    @Test
    void whatBecameWorseInEachOfEightPairsIsARegression() {
        PairedGate.Decision decision = GATE.judge(pairs(DOWN, CALM));
        assertThat(decision.verdict()).contains(Verdict.REGRESSION);
        assertThat(decision.pairs()).isEqualTo(8);
        Judgement judgement = decision.judgement();
        assertThat(judgement.reasons()).containsExactly("throughput of create: worse by 5 % in 8 pairs");
        assertThat(judgement.findings())
                .extracting(Finding::conclusion)
                .containsExactly(Conclusion.WORSE, Conclusion.UNCHANGED);
        assertThat(finding(judgement, THROUGHPUT).tested().orElseThrow().worseAfter())
                .contains(8);
    }

    @Test
    void whatBecameBetterIsAnImprovementOnceNothingIsWorse() {
        Judgement judgement = judge(pairs(CALM, DOWN));
        assertThat(judgement.verdict()).isEqualTo(Verdict.IMPROVEMENT);
        assertThat(judgement.reasons()).containsExactly("p95 response time of create: better by 5 % in 8 pairs");
        assertThat(judgement.findings())
                .extracting(Finding::title)
                .containsExactly("p95 response time of create", "throughput of create");
    }

    @Test
    void higherAndLowerAreWorseAsTheMetricHasIt() {
        Judgement judgement = judge(pairs(UP, UP));
        assertThat(finding(judgement, THROUGHPUT).conclusion()).isEqualTo(Conclusion.BETTER);
        assertThat(finding(judgement, P95).conclusion()).isEqualTo(Conclusion.WORSE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(judgement.reasons().get(0)).startsWith("p95 response time");
        assertThat(judgement.reasons().get(1)).startsWith("throughput");
    }

    @Test
    void beforeTheFirstLookThereIsNoVerdict() {
        PairedGate.Decision seven = GATE.judge(pairs(DOWN, CALM).subList(0, 7));
        assertThat(seven.verdict()).isEmpty();
        assertThat(seven.pairs()).isEqualTo(7);
        assertThat(seven.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(seven.judgement().reasons().get(0))
                .isEqualTo("the gate ended after 7 of 24 pairs, before it could decide");
        PairedGate.Decision none = GATE.judge(List.of());
        assertThat(none.verdict()).isEmpty();
        assertThat(none.judgement().findings()).extracting(Finding::conclusion).containsOnly(Conclusion.UNDECIDED);
    }

    @Test
    void theFewestPairsDecideWithTheirLast() {
        PairedGate seven = new PairedGate(GateRules.of(List.of(THROUGHPUT, P95), 7));
        assertThat(seven.judge(pairs(DOWN, CALM).subList(0, 7)).verdict()).contains(Verdict.REGRESSION);
        assertThat(seven.judge(pairs(CALM, CALM).subList(0, 7)).verdict()).contains(Verdict.PASS);
    }

    @Test
    void whatComesAfterTheDecidingPairCountsForNothing() {
        double[] later = UP.clone();
        later[8] = 50;
        later[9] = -0.9;
        assertThat(judge(pairs(CALM, later))).isEqualTo(judge(pairs(CALM, UP)));
    }

    @Test
    void aChangeThatIsSureButSmallDoesNotCount() {
        Judgement judgement = judge(pairs(scaled(DOWN, 0.3), CALM));
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding(judgement, THROUGHPUT).reason())
                .isEqualTo("worse by 1.5 % in 8 pairs; worse by 5 % is excluded");
    }

    /** By hand: the mean of the first 8 changes is 2.4 %, of 10 it is 1.5 %; 5 % is excluded from the first look on. */
    @Test
    void whatWouldCountIsFollowedFurtherEvenIfWhatIsSoughtIsExcluded() {
        double[] doubtful = {0.024, 0.025, 0.023, 0.026, 0.022, 0.045, 0.048, -0.021, -0.02, -0.022, -0.01};
        double[] calm = repeated(CALM);
        PairedGate.Decision decision = GATE.judge(pairs(Arrays.copyOf(calm, 11), doubtful));
        assertThat(decision.verdict()).contains(Verdict.PASS);
        assertThat(decision.pairs()).isEqualTo(9);
        Finding eight = finding(judge(pairs(Arrays.copyOf(calm, 8), Arrays.copyOf(doubtful, 8))), P95);
        assertThat(eight.conclusion()).isEqualTo(Conclusion.UNDECIDED);
    }

    @Test
    void whatIsNeitherShownNorExcludedIsInconclusiveAtTheMostPairs() {
        PairedGate.Decision decision = GATE.judge(pairs(repeated(CALM), repeated(0.2, -0.17, 0.25, -0.2, 0.1, -0.08)));
        assertThat(decision.verdict()).contains(Verdict.INCONCLUSIVE);
        assertThat(decision.pairs()).isEqualTo(MOST);
        assertThat(decision.judgement().reasons())
                .singleElement()
                .asString()
                .startsWith("p95 response time of create: worse by ")
                .endsWith(" in 24 pairs; worse by 5 % is not excluded");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 0, -3})
    void aValueThatIsNoneLeavesTheMetricUndecided(double value) {
        assertUndecided(Optional.of(value));
    }

    @Test
    void aMissingValueLeavesTheMetricUndecided() {
        assertUndecided(Optional.empty());
    }

    private static void assertUndecided(Optional<Double> value) {
        List<Pair> calm = pairs(repeated(CALM), repeated(CALM));
        PairedTrial broken = changed(calm.get(2).candidate(), P95, value);
        for (List<Pair> pairs : List.of(withCandidate(calm, 3, broken), withBaseline(calm, 3, broken))) {
            Judgement judgement = judge(pairs);
            assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(judgement.reasons())
                    .containsExactly("p95 response time of create: not measured throughout: 23 of 24 pairs have values"
                            + " of both sides that can be compared");
            Finding finding = finding(judgement, P95);
            assertThat(finding.conclusion()).isEqualTo(Conclusion.UNDECIDED);
            assertThat(finding.ratio()).isEmpty();
            assertThat(finding.tested().orElseThrow().pairs()).isEqualTo(23);
        }
    }

    @Test
    void aMissingValueHidesNoRegressionOfAnotherMetric() {
        List<Pair> worse = pairs(DOWN, CALM);
        Judgement judgement = judge(withCandidate(worse, 3, changed(worse.get(2).candidate(), P95, Optional.empty())));
        assertThat(judgement.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(judgement.findings())
                .extracting(Finding::conclusion)
                .containsExactly(Conclusion.WORSE, Conclusion.UNDECIDED);
    }

    @Test
    void aMissingValueHidesAnImprovement() {
        List<Pair> better = pairs(repeated(UP), repeated(CALM));
        Judgement judgement =
                judge(withCandidate(better, 3, changed(better.get(2).candidate(), P95, Optional.empty())));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).startsWith("p95 response time");
        assertThat(judgement.reasons().get(1)).startsWith("throughput of create: better by 5");
    }

    @Test
    void aMetricThatNobodyMeasuredIsToldWithoutFigures() {
        Finding finding = finding(judge(pairs(Map.of(THROUGHPUT, CALM))), P95);
        assertThat(finding.conclusion()).isEqualTo(Conclusion.UNDECIDED);
        assertThat(finding.baseline()).isEmpty();
        assertThat(finding.candidate()).isEmpty();
        assertThat(finding.reason()).startsWith("not measured throughout: 0 of 10 pairs");
    }

    @Test
    void pairsOutOfOrderPairsTwiceAndTooManyAreRefused() {
        List<Pair> pairs = pairs(CALM, CALM);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> judge(pairs.subList(1, 3)))
                .withMessage("wanted at most 24 pairs, numbered from 1 in their order, got [2, 3]");
        assertThatIllegalArgumentException().isThrownBy(() -> judge(List.of(pairs.get(0), pairs.get(0))));
        double[] many = new double[MOST + 1];
        assertThatIllegalArgumentException().isThrownBy(() -> judge(pairs(many, many)));
    }

    @Test
    void aDifferenceIsToldInTheUnitOfItsMetric() {
        PairedGate gate = new PairedGate(GateRules.of(List.of(FILES), MOST));
        // The values are 1,000 × (1 + change): 20 files more, give or take one.
        double[] leak = {0.02, 0.021, 0.019, 0.02, 0.022, 0.02, 0.018, 0.02};
        Judgement judgement = gate.judge(pairs(Map.of(FILES, leak))).judgement();
        assertThat(judgement.verdict()).isEqualTo(Verdict.REGRESSION);
        Finding finding = judgement.findings().get(0);
        assertThat(finding.reason()).startsWith("worse by 20");
        assertThat(finding.ratio()).isEmpty();
        assertThat(finding.difference().orElseThrow()).isCloseTo(20, within(1e-9));
        assertThat(finding.interval().orElseThrow().contains(20)).isTrue();
        assertThat(finding.worseFrom()).contains(2.0);
        assertThat(finding.limit()).startsWith("worse by at least 2, shown at 1 % over all metrics");
    }

    @Test
    void aMetricThatIsTheSameInAllPairsPasses() {
        PairedGate gate = new PairedGate(GateRules.of(List.of(FILES, THROUGHPUT), MOST));
        Judgement judgement = gate.judge(pairs(Map.of(FILES, new double[10], THROUGHPUT, CALM)))
                .judgement();
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        Finding finding = finding(judgement, FILES);
        assertThat(finding.reason()).isEqualTo("the same in 8 pairs; worse by 10 is excluded");
        assertThat(finding.difference()).contains(0.0);
        assertThat(finding.interval()).isEmpty();
    }

    @Test
    void aFindingHasTheFiguresOfThePairsThatDecided() {
        Finding throughput = finding(judge(pairs(DOWN, CALM)), THROUGHPUT);
        assertThat(throughput.baseline()).contains(1_000.0);
        assertThat(throughput.candidate().orElseThrow()).isCloseTo(950, within(0.001));
        assertThat(throughput.ratio().orElseThrow()).isCloseTo(0.95, within(0.001));
        assertThat(throughput.interval().orElseThrow().confidence()).isEqualTo(0.95);
        assertThat(throughput.worseFrom().orElseThrow()).isCloseTo(1 / 1.02, within(1e-9));
        assertThat(throughput.limit())
                .isEqualTo("worse by at least 2 %, shown at 1 % over all metrics; passes if 5 % is excluded at 10 %");
    }

    @Test
    void sentencesAreTheSameInEveryLocale() {
        Judgement judgement = judge(pairs(DOWN, CALM));
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "tr-TR", "ar-EG")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(judge(pairs(DOWN, CALM))).isEqualTo(judgement);
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
