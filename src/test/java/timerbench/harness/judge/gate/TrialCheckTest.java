package timerbench.harness.judge.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static timerbench.harness.judge.gate.GateTrials.CALM;
import static timerbench.harness.judge.gate.GateTrials.DOWN;
import static timerbench.harness.judge.gate.GateTrials.P95;
import static timerbench.harness.judge.gate.GateTrials.THROUGHPUT;
import static timerbench.harness.judge.gate.GateTrials.UP;
import static timerbench.harness.judge.gate.GateTrials.round;
import static timerbench.harness.judge.gate.GateTrials.violating;
import static timerbench.harness.judge.gate.GateTrials.withBaseline;
import static timerbench.harness.judge.gate.GateTrials.withCandidate;

import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.GateReport.Judgement;
import timerbench.harness.judge.gate.Pair.PairedTrial;

/** What a paired gate makes of trials that decide without statistics. */
class TrialCheckTest {
    private static final PairedGate GATE = new PairedGate(GateRules.of(List.of(THROUGHPUT, P95), 7));
    private static final List<Pair> NONE = List.of();

    private static Judgement judge(List<Pair> first, List<Pair> confirmation) {
        return GATE.judge(first).confirmedBy(confirmation).judgement();
    }

    @Test
    void hardLimitsThatTheCandidateAloneCrossesAreARegressionAtOnce() {
        List<Pair> calm = round(1, CALM, UP);
        List<Pair> first =
                withCandidate(calm, 4, violating(calm.get(3).candidate(), "4 callbacks lost", "1 duplicate"));
        assertThat(GATE.judge(first).suspects()).isEmpty();
        Judgement judgement = judge(first, NONE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(judgement.reasons())
                .containsExactly(
                        "hard limits are crossed by the candidate in 1 of 7 trials, by the baseline in none",
                        "candidate in round 1, pair 4: 4 callbacks lost",
                        "candidate in round 1, pair 4: 1 duplicate");
    }

    @Test
    void hardLimitsCrossedInTheConfirmationAreARegressionToo() {
        List<Pair> second = round(2, DOWN, CALM);
        Judgement judgement = judge(
                round(1, DOWN, CALM),
                withCandidate(second, 1, violating(second.get(0).candidate(), "4 callbacks lost")));
        assertThat(judgement.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(judgement.reasons().get(0)).startsWith("hard limits are crossed by the candidate in 1 of 14");
        assertThat(judgement.reasons()).last().asString().startsWith("throughput of create: worse by 5 %");
    }

    @Test
    void hardLimitsThatTheBaselineCrossesAreInconclusiveWhateverTheCandidateDoes() {
        List<Pair> calm = round(1, CALM, CALM);
        List<Pair> first = withBaseline(calm, 2, violating(calm.get(1).baseline(), "1 callback lost"));
        assertThat(judge(first, NONE).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        List<Pair> both = withCandidate(first, 5, violating(calm.get(4).candidate(), "9 callbacks lost"));
        Judgement judgement = judge(both, NONE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons())
                .containsExactly(
                        "hard limits are crossed by the baseline in 1 of 7 trials, by the candidate in 1: nothing "
                                + "can be compared with such a baseline",
                        "candidate in round 1, pair 5: 9 callbacks lost",
                        "baseline in round 1, pair 2: 1 callback lost");
    }

    @Test
    void aTrialThatCameToNothingIsInconclusiveWithItsReason() {
        PairedTrial failed = PairedTrial.failed("the target ended with exit code 137");
        Judgement candidate = judge(withCandidate(round(1, CALM, CALM), 6, failed), NONE);
        assertThat(candidate.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(candidate.reasons())
                .containsExactly("candidate in round 1, pair 6: the trial failed: the target ended with exit code 137");
        assertThat(candidate.findings()).extracting(Finding::conclusion).containsOnly(Conclusion.UNDECIDED);
        List<Pair> worse = withBaseline(round(1, DOWN, CALM), 1, failed);
        assertThat(GATE.judge(worse).suspects()).isEmpty();
        assertThat(judge(worse, NONE).reasons().get(0)).startsWith("baseline in round 1, pair 1: the trial failed");
    }

    @Test
    void aFailedConfirmationIsInconclusiveWhateverItsOtherPairsShow() {
        List<Pair> second = withBaseline(round(2, DOWN, CALM), 7, PairedTrial.failed("unreachable"));
        assertThat(judge(round(1, DOWN, CALM), second).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void hardLimitsOutweighAFailedTrialButNotABaselineThatNeverRan() {
        List<Pair> calm = round(1, CALM, CALM);
        PairedTrial failed = PairedTrial.failed("unreachable");
        List<Pair> lost = withCandidate(calm, 4, violating(calm.get(3).candidate(), "4 callbacks lost"));
        assertThat(judge(withBaseline(lost, 1, failed), NONE).verdict()).isEqualTo(Verdict.REGRESSION);
        List<Pair> neverRan = lost;
        for (int number = 1; number <= 7; number++) {
            neverRan = withBaseline(neverRan, number, failed);
        }
        assertThat(judge(neverRan, NONE).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judge(neverRan, NONE).reasons().get(0)).endsWith("in none, but every trial of the baseline failed");
    }
}
