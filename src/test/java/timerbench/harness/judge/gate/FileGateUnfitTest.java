package timerbench.harness.judge.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static timerbench.harness.judge.gate.FileRuns.CREATES;
import static timerbench.harness.judge.gate.FileRuns.count;
import static timerbench.harness.judge.gate.FileRuns.creates;
import static timerbench.harness.judge.gate.FileRuns.cutShort;
import static timerbench.harness.judge.gate.FileRuns.finding;
import static timerbench.harness.judge.gate.FileRuns.judge;
import static timerbench.harness.judge.gate.FileRuns.lost;
import static timerbench.harness.judge.gate.FileRuns.requests;
import static timerbench.harness.judge.gate.FileRuns.run;
import static timerbench.harness.judge.gate.FileRuns.samples;
import static timerbench.harness.judge.gate.FileRuns.trial;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;

/** What a run lacks, and figures of a run that went wrong, are not judged; what is sure all the same is. */
class FileGateUnfitTest {
    @Test
    void anOperationThatTheCandidateLacksIsInconclusive() {
        Run both = run(trial(CREATES, requests("read", 100, 5, 0)));
        GateReport report = judge(both, creates(1_000, 10));

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.reasons())
                .startsWith(
                        "throughput of read: not measured in the candidate",
                        "p95 response time of read: not measured in the candidate",
                        "error rate of read: not measured in the candidate");
    }

    @Test
    void anOperationThatOnlyTheCandidateHasIsToldAndOnlyItsErrorsAreJudged() {
        GateReport report = judge(creates(1_000, 10), run(trial(CREATES, requests("read", 1, 900, 0))));
        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(report.reasons()).contains("not judged, because only the candidate has them: operation read");

        Run failing = run(trial(CREATES, requests("read", 1, 900, 0.02)));
        assertThat(judge(creates(1_000, 10), failing).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void aMetricThatOneOfSeveralTrialsLacksIsInconclusive() {
        Run candidate = run(trial(CREATES), trial(CREATES.subList(1, 3)));
        GateReport report = judge(creates(1_000, 10), candidate);

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.reasons().get(0)).isEqualTo("throughput of create: not measured in trial 1 of the candidate");
    }

    @Test
    void requestsThatWereShedAreNoOperation() {
        Run shed = run(trial(CREATES, requests("shed", 5, 1, 1)));

        assertThat(judge(shed, creates(1_000, 10)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(creates(1_000, 10), shed).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aPercentileThatTheSampleDoesNotSupportIsInconclusive() {
        Run few = run(trial(List.of(
                Metric.throughput("create", 1_000),
                Metric.responseTime("create", samples(10, 99)),
                Metric.errorRate("create", 0))));
        GateReport report = judge(few, few);

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.reasons().get(0))
                .isEqualTo(
                        "p95 response time of create: not supported by the 99 samples in the baseline; 100 are needed");
    }

    @Test
    void nothingIsAMultipleOfZero() {
        GateReport report = judge(creates(0, 0), creates(0, 500));

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding(report, "throughput of create").ratio()).isEmpty();
        assertThat(report.reasons())
                .startsWith(
                        "throughput of create: 0/s; the baseline's is 0, so there is no ratio",
                        "p95 response time of create: 500 ms; the baseline's is 0, so there is no ratio");
    }

    @Test
    void figuresOfATrialThatWasCutShortAreNotJudged() {
        Run broken = run(cutShort(CREATES));
        GateReport report = judge(creates(1_000, 10), broken);

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.reasons().get(0))
                .isEqualTo("the candidate was cut short (the target was gone), so nothing is judged by its figures");
        assertThat(report.reasons()).hasSize(2);
        assertThat(judge(broken, creates(1, 999)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void figuresOfASaturatedGeneratorAreNotJudged() {
        Run saturated = run(trial(CREATES), trial(CREATES).saturated(true));
        GateReport report = judge(creates(1_000, 10), saturated);

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.reasons().get(0))
                .isEqualTo(
                        "trial 1 of the candidate had a saturated generator, which limited the load instead of the target, "
                                + "so nothing is judged by its figures");
        assertThat(judge(saturated, creates(1, 999)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aBrokenPromiseCountsThoughTheTrialWasCutShort() {
        GateReport report = judge(lost(0), run(cutShort(List.of(count("lost", 0), count("early", 1)))));

        assertThat(report.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(report.reasons().get(0)).isEqualTo("early callbacks: 1; allowed is none");
        assertThat(finding(report, "lost callbacks").conclusion()).isEqualTo(Conclusion.UNDECIDED);
    }

    @Test
    void theCandidatesErrorsAreJudgedThoughTheBaselineIsUnfit() {
        Run failing = run(trial(requests("create", 1_000, 10, 0.5)));

        assertThat(judge(run(cutShort(CREATES)), failing).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    /** A closed load has no rate that its generator could fall behind. */
    @Test
    void aLoadOfWhichSaturationIsNotKnownIsJudgedAndThatIsTold() {
        Run closed = run(
                new Trial(1, trial().measured(), trial().hold(), trial().outcome(), trial().warmUp()).with(CREATES));
        GateReport report = judge(creates(1_000, 10), closed);

        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(report.conditions())
                .containsEntry("generator", "baseline not saturated, candidate not known whether saturated");
    }

    @Test
    void runsWithoutAnyFigureThatALimitIsForAreInconclusive() {
        GateReport report = judge(run(trial()), run(trial()));

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.reasons().get(0)).startsWith("nothing was compared: ");
    }

    /**
     * As when the metrics of a file were removed by hand: limits that hold whatever the baseline is are no
     * comparison.
     */
    @Test
    void aBaselineWithoutFiguresIsInconclusiveThoughTheCandidateKeepsItsOwnLimits() {
        GateReport report = judge(run(trial()), creates(1_000, 10));

        assertThat(finding(report, "error rate of create").conclusion()).isEqualTo(Conclusion.WITHIN_LIMIT);
        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.reasons())
                .startsWith(
                        "nothing was compared: no throughput, response time or lateness is known for both runs",
                        "not judged, because only the candidate has them: operation create");
        assertThat(judge(run(trial()), run(trial(requests("create", 1_000, 10, 0.5))))
                        .verdict())
                .isEqualTo(Verdict.REGRESSION);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-300, 1e-10})
    void aBaselineThatIsNextToNothingIsNotDividedBy(double almostNone) {
        GateReport report = judge(creates(almostNone, 10), creates(1_000, 10));

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding(report, "throughput of create").ratio()).isEmpty();
        assertThat(report.reasons().get(0))
                .isEqualTo(
                        "throughput of create: 1,000/s; the baseline's is " + almostNone + ", too small for a ratio");
        assertThat(judge(creates(1_000, 10), creates(almostNone, 10)).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void responseTimesOfLessThanAMillisecondAreAlike() {
        assertThat(judge(creates(1_000, 0), creates(1_000, 1)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(creates(1_000, 0), creates(1_000, 2)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }
}
