package timerbench.harness.judge.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.bisect.BisectResult.Outcome;
import timerbench.harness.judge.gate.Cause.Culprit;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.GateReports;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;

class CommitSearchTest {
    private static final GateMetric LATENESS = new GateMetric(
            new JudgedMetric("latenessP95", MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER),
            GateMetric.Scale.RATIO,
            0.04,
            0.1);

    @Test
    void itSearchesByTheClearestOfTheMetricsThatBecameWorse() {
        Optional<CommitSearch> search =
                CommitSearch.of(Bisections.range(), GateReports.regression(), List.of(LATENESS, Bisections.P95), 0.95);
        assertThat(search).map(CommitSearch::metric).contains(Bisections.P95);
    }

    @Test
    void withoutAMetricThatBecameWorseThereIsNoSearch() {
        assertThat(CommitSearch.of(Bisections.range(), GateReports.pass(), List.of(Bisections.P95), 0.95))
                .isEmpty();
        assertThat(CommitSearch.of(Bisections.range(), GateReports.violation(), List.of(Bisections.P95), 0.95))
                .isEmpty();
    }

    @Test
    void itEndsWhenOneCommitIsSureEnough() {
        CommitSearch search = Bisections.search();
        OptionalInt at = search.next(OptionalInt.empty());
        int pairs = 0;
        while (at.isPresent()) {
            assertThat(pairs++).isLessThan(20);
            Bisections.observe(search, at.getAsInt(), at.getAsInt() >= 3 ? 0.084 : 0.001);
            at = search.next(at);
        }
        assertThat(search.result().culprit()).get().satisfies(culprit -> {
            assertThat(culprit.commit()).isEqualTo(Bisections.commit(3).hash());
            assertThat(culprit.confidence()).isBetween(0.95, 1.0);
        });
    }

    @Test
    void aPairWithoutAValueTeachesNothing() {
        CommitSearch search = Bisections.search();
        double[] before = search.probabilities();
        PairedTrial failed = PairedTrial.failed("no port");
        assertThat(search.observe(1, new Pair(1, true, failed, failed))).isEmpty();
        assertThat(search.probabilities()).containsExactly(before);
    }

    @Test
    void theGateReportNamesTheCulpritAndRepeatsTheBisection() {
        BisectResult found = Bisections.found();
        assertThat(found.outcome()).isEqualTo(Outcome.FOUND);
        assertThat(found.report().cause().culprit())
                .map(Culprit::commit)
                .contains(Bisections.commit(2).hash());
        assertThat(found.report().conditions()).containsAllEntriesOf(Map.of("command", found.command()));
        assertThat(found.report().pairs()).isEqualTo(found.gate().pairs());
    }

    @Test
    void aCommitThatCannotBeMeasuredMayAsWellBeTheCulprit() {
        SearchResult search = Bisections.skipped().search().orElseThrow();
        assertThat(search.culprit())
                .map(Culprit::commit)
                .contains(Bisections.commit(3).hash());
        assertThat(search.notDistinguished())
                .extracting(SearchResult.Tested::commit)
                .containsExactly(Bisections.commit(2));
    }

    @Test
    void aCommitBetweenGoodAndBadContradictsASingleCulprit() {
        assertThat(Bisections.steps().search().orElseThrow().between())
                .extracting(SearchResult.Tested::commit)
                .containsExactly(Bisections.commit(2));
        assertThat(Bisections.found().search().orElseThrow().between()).isEmpty();
    }

    @Test
    void outcomesFollowTheGateAndTheSearch() {
        assertThat(Bisections.undecided().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Bisections.undecided().search().orElseThrow().suspected()).hasSize(3);
        assertThat(Bisections.nothing().outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(Bisections.violated().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(List.of(Outcome.values())).extracting(Outcome::exitCode).containsExactly(0, 1, 4);
    }
}
