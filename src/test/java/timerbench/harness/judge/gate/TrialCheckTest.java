package timerbench.harness.judge.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static timerbench.harness.judge.gate.GateTrials.CALM;
import static timerbench.harness.judge.gate.GateTrials.DOWN;
import static timerbench.harness.judge.gate.GateTrials.P95;
import static timerbench.harness.judge.gate.GateTrials.THROUGHPUT;
import static timerbench.harness.judge.gate.GateTrials.pairs;
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
    private static final PairedGate GATE = new PairedGate(GateRules.of(List.of(THROUGHPUT, P95), 24));
    private static final List<Pair> CALM_PAIRS = pairs(CALM, CALM);

    private static Judgement judge(List<Pair> pairs) {
        return GATE.judge(pairs).judgement();
    }

    private static List<Pair> losing(List<Pair> pairs, int number) {
        return withCandidate(pairs, number, violating(pairs.get(number - 1).candidate(), "4 callbacks lost"));
    }

    @Test
    void hardLimitsThatTheCandidateAloneCrossesAreARegressionAtOnce() {
        PairedTrial lost = violating(CALM_PAIRS.get(3).candidate(), "4 callbacks lost", "1 duplicate");
        PairedGate.Decision decision = GATE.judge(withCandidate(CALM_PAIRS, 4, lost));
        assertThat(decision.verdict()).contains(Verdict.REGRESSION);
        assertThat(decision.pairs()).isEqualTo(4);
        assertThat(decision.judgement().reasons())
                .containsExactly(
                        "hard limits are crossed by the candidate in 1 of 4 trials, by the baseline in none",
                        "candidate in pair 4: 4 callbacks lost",
                        "candidate in pair 4: 1 duplicate");
    }

    @Test
    void whatElseBecameWorseComesAfterHardLimits() {
        List<Pair> worse = pairs(DOWN, CALM);
        Judgement judgement = judge(losing(worse, 8));
        assertThat(judgement.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(judgement.reasons().get(0)).startsWith("hard limits are crossed by the candidate in 1 of 8");
        assertThat(judgement.reasons()).last().asString().startsWith("throughput of create: worse by 5");
    }

    @Test
    void hardLimitsThatTheBaselineCrossesAreInconclusiveWhateverTheCandidateDoes() {
        PairedTrial lost = violating(CALM_PAIRS.get(1).baseline(), "1 callback lost");
        List<Pair> pairs = withBaseline(CALM_PAIRS, 2, lost);
        assertThat(GATE.judge(pairs).verdict()).contains(Verdict.INCONCLUSIVE);
        assertThat(GATE.judge(pairs).pairs()).isEqualTo(2);
        Judgement judgement = judge(losing(pairs, 2));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons())
                .containsExactly(
                        "hard limits are crossed by the baseline in 1 of 2 trials, by the candidate in 1: nothing "
                                + "can be compared with such a baseline",
                        "candidate in pair 2: 4 callbacks lost",
                        "baseline in pair 2: 1 callback lost");
    }

    @Test
    void aTrialThatCameToNothingIsInconclusiveAtOnceWithItsReason() {
        PairedTrial failed = PairedTrial.failed("the target ended with exit code 137");
        PairedGate.Decision candidate = GATE.judge(withCandidate(CALM_PAIRS, 6, failed));
        assertThat(candidate.verdict()).contains(Verdict.INCONCLUSIVE);
        assertThat(candidate.pairs()).isEqualTo(6);
        assertThat(candidate.judgement().reasons())
                .containsExactly("candidate in pair 6: the trial failed: the target ended with exit code 137");
        assertThat(candidate.judgement().findings())
                .extracting(Finding::conclusion)
                .containsOnly(Conclusion.UNDECIDED);
        assertThat(judge(withBaseline(pairs(DOWN, CALM), 8, failed)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void hardLimitsOutweighNoBaselineThatNeverRan() {
        PairedTrial failed = PairedTrial.failed("unreachable");
        Judgement judgement = judge(withBaseline(losing(CALM_PAIRS, 1), 1, failed));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).endsWith("in none, but every trial of the baseline failed");
    }
}
