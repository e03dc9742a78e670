package timerbench.harness.experiment.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import timerbench.harness.experiment.paired.GateSide;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.bisect.Bisections;
import timerbench.harness.judge.bisect.CommitSearch;
import timerbench.harness.judge.bisect.SearchResult.Tested;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.judge.gate.GateReports;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.revision.Git.Commit;

class SearchStepsTest {
    private static final int CULPRIT = 3;

    private final List<String> said = new ArrayList<>();
    private final Set<String> open = new HashSet<>();
    private final CommitSearch search = CommitSearch.of(
                    Bisections.range(),
                    GateReports.regression(),
                    TrialValue.gateMetrics(Set.of(TrialValue.RESPONSE_TIME_P95)),
                    0.95)
            .orElseThrow();

    private int index(String commit) {
        return Bisections.range().commits().stream().map(Commit::hash).toList().indexOf(commit);
    }

    private GateSide build(Commit commit) {
        assertThat(open.add(commit.hash())).isTrue();
        return new GateSide(
                new Side(commit.hash(), Map.of()),
                () -> {
                    throw new AssertionError();
                },
                () -> open.remove(commit.hash()));
    }

    private Pair pair(int number, GateSide side) {
        assertThat(open).contains(side.side().name());
        return Bisections.pair(number, index(side.side().name()) >= CULPRIT ? 0.084 : 0.0);
    }

    private static Pair failing() {
        return new Pair(1, true, PairedTrial.failed("no port"), PairedTrial.failed("no port"));
    }

    @Test
    void itBuildsEachCommitOnceAndSaysWhatItShows() {
        new SearchSteps(search, this::build, this::pair, said::add).run(60);
        assertThat(search.result().culprit().orElseThrow().commit())
                .isEqualTo(Bisections.range().commits().get(CULPRIT).hash());
        assertThat(open).isEmpty();
        assertThat(said.get(0)).matches("pair 1, [0-9a-f]{10} .*: the same [▁-█]{5} \\d[\\d.]* % for commit \\d of 5");
    }

    @Test
    void itEndsAfterTheMostPairs() {
        new SearchSteps(search, this::build, this::pair, said::add).run(1);
        assertThat(said).hasSize(1);
        assertThat(search.result().culprit()).isEmpty();
    }

    @Test
    void aCommitThatCannotBeBuiltIsSkipped() {
        Commit broken = Bisections.range().commits().get(2);
        new SearchSteps(
                        search,
                        commit -> {
                            if (commit.equals(broken)) {
                                throw new SearchSteps.NotBuilt(new TargetException("no such symbol\nline 2"));
                            }
                            return build(commit);
                        },
                        this::pair,
                        said::add)
                .run(60);
        assertThat(said).contains("skipped: no such symbol");
        assertThat(search.result().culprit().orElseThrow().commit())
                .isEqualTo(Bisections.range().commits().get(CULPRIT).hash());
        assertThat(search.result().notDistinguished())
                .extracting(Tested::commit)
                .containsExactly(broken);
    }

    @Test
    void aCommitWhosePairsFailIsSkipped() {
        String broken = Bisections.range().commits().get(1).hash();
        new SearchSteps(
                        search,
                        this::build,
                        (number, side) -> side.side().name().equals(broken) ? failing() : pair(number, side),
                        said::add)
                .run(60);
        assertThat(said).anyMatch(line -> line.endsWith("not measured: no port"));
        assertThat(search.result().commits().get(1).skipped())
                .get()
                .asString()
                .endsWith(": 2 pairs in succession failed");
        assertThat(search.result().culprit()).isPresent();
        assertThat(open).isEmpty();
    }

    @Test
    void ifPairsOfAllCommitsFailTheSearchDoes() {
        SearchSteps steps = new SearchSteps(search, this::build, (number, side) -> failing(), said::add);
        assertThatThrownBy(() -> steps.run(60))
                .isInstanceOf(TargetException.class)
                .hasMessage("6 pairs in succession failed, at last: no port");
        assertThat(open).isEmpty();
    }

    @Test
    void probabilitiesAreBlocksOfOneOrMoreCandidates() {
        assertThat(PosteriorLine.of(new double[] {0, 0.5, 0.4, 0.1})).isEqualTo("▁▅▄▂ 50 % for commit 2 of 4");
        double[] many = new double[100];
        many[99] = 1;
        assertThat(PosteriorLine.of(many)).isEqualTo("▁".repeat(33) + "█ 100 % for commit 100 of 100");
    }
}
