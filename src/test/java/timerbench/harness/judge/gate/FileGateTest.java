package timerbench.harness.judge.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static timerbench.harness.judge.gate.FileRuns.AT;
import static timerbench.harness.judge.gate.FileRuns.CREATES;
import static timerbench.harness.judge.gate.FileRuns.count;
import static timerbench.harness.judge.gate.FileRuns.creates;
import static timerbench.harness.judge.gate.FileRuns.finding;
import static timerbench.harness.judge.gate.FileRuns.judge;
import static timerbench.harness.judge.gate.FileRuns.judgeAsTheyAre;
import static timerbench.harness.judge.gate.FileRuns.lateness;
import static timerbench.harness.judge.gate.FileRuns.lost;
import static timerbench.harness.judge.gate.FileRuns.requests;
import static timerbench.harness.judge.gate.FileRuns.run;
import static timerbench.harness.judge.gate.FileRuns.trial;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.run.Better;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.Unit;

class FileGateTest {
    private static Conclusion conclusion(Run baseline, Run candidate, String title) {
        return finding(judge(baseline, candidate), title).conclusion();
    }

    @Test
    void aRunLikeItsBaselinePassesAndSaysThatThisIsNoProof() {
        GateReport report = judge(lost(0), lost(0));

        assertThat(report.kind()).isEqualTo(GateReport.Kind.FILE);
        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(report.at()).isEqualTo(AT);
        assertThat(report.took()).isEqualTo(Duration.ofMillis(7));
        assertThat(report.pairs()).isEmpty();
        assertThat(report.findings())
                .extracting(Finding::title)
                .containsExactly(
                        "throughput of create",
                        "p95 response time of create",
                        "error rate of create",
                        "lost callbacks");
        assertThat(report.reasons()).hasSize(2);
        assertThat(report.reasons().get(0)).isEqualTo("all 4 judged figures are within their limits");
        assertThat(report.reasons().get(1))
                .contains("one run of each proves neither a change nor its absence")
                .contains("the paired gate");
    }

    /** As when no new run was made, and the latest is still the accepted one. */
    @Test
    void aRunAgainstItselfSaysThatNothingNewWasMeasured() {
        GateReport report = judgeAsTheyAre(FileLimits.DEFAULT, creates(1_000, 10), creates(1_000, 10));

        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(report.reasons())
                .contains("both are the same run, callbacksimulation-20260131120000000: nothing new was measured");
        assertThat(judge(creates(1_000, 10), creates(1_000, 10)).reasons())
                .noneMatch(reason -> reason.contains("the same run"));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 950, WITHIN_LIMIT",
        "1000, 949.9, WORSE",
        "300, 285, WITHIN_LIMIT",
        "381.8, 362.71, WITHIN_LIMIT",
        "381.8, 362.70, WORSE",
        "950, 1000, WITHIN_LIMIT",
        "949.9, 1000, BETTER",
        "1000, 0, WORSE"
    })
    void throughputMayFallToTheLimitAndNoFurther(double before, double after, Conclusion expected) {
        assertThat(conclusion(creates(before, 10), creates(after, 10), "throughput of create"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 120, WITHIN_LIMIT",
        "100, 121, WITHIN_LIMIT", // by the resolution
        "100, 122, WORSE",
        "1, 2, WITHIN_LIMIT",
        "1, 3, WORSE",
        "35, 43, WITHIN_LIMIT",
        "35, 44, WORSE",
        "121, 100, WITHIN_LIMIT",
        "122, 100, BETTER",
        "2, 1, WITHIN_LIMIT",
        "5, 0, BETTER"
    })
    void p95MayRiseToTheLimitAndBeyondItByTheMillisecondToWhichItIsKnown(long before, long after, Conclusion expected) {
        assertThat(conclusion(creates(1_000, before), creates(1_000, after), "p95 response time of create"))
                .isEqualTo(expected);
    }

    @Test
    void aP95ThatIsAboveItsLimitByTheResolutionAloneSaysSo() {
        Finding finding = finding(judge(creates(1_000, 1), creates(1_000, 2)), "p95 response time of create");

        assertThat(finding.ratio()).contains(2.0);
        assertThat(finding.conclusion().word()).isEqualTo("within limit");
        assertThat(finding.reason())
                .isEqualTo("p95 response time of create: 2 ms, 2.000 × the baseline's 1 ms; above 1.2 ×, "
                        + "but within the resolution of 1 ms");
    }

    @Test
    void aRegressionLeadsWithTheMetricThatDecided() {
        GateReport report = judge(creates(1_000, 10), creates(949.96, 10));

        assertThat(report.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(report.findings().get(0).title()).isEqualTo("throughput of create");
        assertThat(report.reasons().get(0))
                .isEqualTo("throughput of create: 950.0/s, 0.949 × the baseline's 1,000/s; allowed is at least 0.95 × "
                        + "the baseline");
    }

    @Test
    void whatBecameWorseLeadsWhereverItStandsInTheRun() {
        Run before = run(trial(requests("create", 100, 10, 0), requests("read", 100, 10, 0)));
        Run after = run(trial(requests("create", 100, 10, 0), requests("read", 100, 30, 0)));

        assertThat(judge(before, after).findings().get(0).title()).isEqualTo("p95 response time of read");
        assertThat(judge(before, after).reasons().get(0)).startsWith("p95 response time of read: 30 ms");
    }

    @Test
    void aRunThatIsMuchBetterPassesAndIsNeverCalledAnImprovement() {
        GateReport report = judge(creates(1_000, 100), creates(2_000, 10));

        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(report.reasons())
                .contains(
                        "throughput of create: 2,000/s, 2.000 × the baseline's 1,000/s; better by more than the limit");
        assertThat(report.reasons().get(0)).startsWith("all 3 judged figures");
    }

    @ParameterizedTest
    @CsvSource({"0.01, WITHIN_LIMIT", "0.010001, WORSE", "0, WITHIN_LIMIT", "1, WORSE"})
    void theErrorRateIsHeldAgainstItsOwnLimitWhateverTheBaselinesIs(double rate, Conclusion expected) {
        Run bad = run(trial(requests("create", 1_000, 10, 0.5)));
        Run candidate = run(trial(requests("create", 1_000, 10, rate)));

        assertThat(conclusion(bad, candidate, "error rate of create")).isEqualTo(expected);
    }

    @Test
    void anErrorRateBeyondItsLimitNeverReadsAsTheLimit() {
        Run candidate = run(trial(requests("create", 1_000, 10, 0.010001)));

        assertThat(judge(creates(1_000, 10), candidate).reasons().get(0))
                .isEqualTo("error rate of create: 1.01 %; allowed is at most 1 %");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lost",
                "duplicates",
                "early",
                "afterDelete",
                "afterUpdate",
                "unknown",
                "payloadChanged",
                "wrongAttempt",
                "malformed"
            })
    void aPromiseThatIsBrokenOnceIsARegressionThoughTheBaselineBrokeItToo(String metric) {
        Run broken = run(trial(CREATES, List.of(count(metric, 1))));
        GateReport report = judge(broken, broken);

        assertThat(report.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(report.reasons().get(0)).isEqualTo(MetricName.of(metric) + ": 1; allowed is none");
        assertThat(finding(report, MetricName.of(metric)).baseline()).contains(1.0);
    }

    @Test
    void aPromiseIsJudgedThoughTheBaselineMadeNone() {
        assertThat(judge(creates(1_000, 10), lost(1)).verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(judge(creates(1_000, 10), lost(0)).verdict()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payloadChanged", "wrongAttempt"})
    void whatOlderRunsAndSomeDialectsDoNotTellIsNotMissed(String metric) {
        List<Metric> told = List.of(count("lost", 0), count(metric, 0));
        Run newer = run(trial(CREATES, told));
        Run older = run(trial(CREATES, List.of(count("lost", 0))));

        assertThat(judge(newer, older).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(older, newer).verdict()).isEqualTo(Verdict.PASS);
        Run broken = run(trial(CREATES, List.of(count("lost", 0), count(metric, 1))));
        assertThat(judge(older, broken).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void whetherPromisesWereKeptMustBeKnownOfTheCandidateToo() {
        GateReport report = judge(lost(0), creates(1_000, 10));

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.reasons().get(0)).isEqualTo("lost callbacks: not measured in the candidate");
    }

    @Test
    void ofSeveralTrialsTheMedianCountsButForLimitsThatHoldForEach() {
        Run baseline = run(trial(CREATES), trial(CREATES), trial(CREATES));
        Run candidate = run(
                trial(requests("create", 100, 500, 0), List.of(count("lost", 0))),
                trial(requests("create", 990, 11, 0.5), List.of(count("lost", 2))),
                trial(requests("create", 1_010, 10, 0), List.of(count("lost", 0))));
        GateReport report = judge(baseline, candidate);

        assertThat(finding(report, "throughput of create").candidate()).contains(990.0);
        assertThat(finding(report, "p95 response time of create").candidate()).contains(11.0);
        assertThat(finding(report, "error rate of create").candidate()).contains(0.5);
        assertThat(finding(report, "lost callbacks").candidate()).contains(2.0);
        assertThat(report.reasons())
                .startsWith("error rate of create: 50 %; allowed is at most 1 %", "lost callbacks: 2; allowed is none");
    }

    @ParameterizedTest
    @CsvSource({
        "10000, 12000, WITHIN_LIMIT",
        "10000, 12999, WITHIN_LIMIT",
        "10000, 13001, WORSE",
        "15000, 10000, BETTER"
    })
    void latenessMayRiseLikeP95AndByWhatTheClocksAreKnownTo(long before, long after, Conclusion expected) {
        List<Metric> clock = List.of(Metric.ofTrial(Metric.CLOCK_BOUND, Unit.MICROSECONDS, 500));
        Run baseline = run(trial(CREATES, List.of(lateness(before)), clock));
        Run candidate = run(trial(CREATES, List.of(lateness(after)), clock));

        assertThat(conclusion(baseline, candidate, "p95 lateness")).isEqualTo(expected);
        assertThat(finding(judge(baseline, candidate), "p95 lateness").limit())
                .isEqualTo("at most 1.2 × the baseline, plus the resolution of 1.00 ms");
    }

    @Test
    void clocksThatAreKnownTooBadlyForTheFigureDecideNothing() {
        List<Metric> clock = List.of(Metric.ofTrial(Metric.CLOCK_BOUND, Unit.MICROSECONDS, 3_000_000));
        Run baseline = run(trial(CREATES, List.of(lateness(4_000)), clock));
        Run candidate = run(trial(CREATES, List.of(lateness(556_000)), clock));

        assertThat(conclusion(baseline, baseline, "p95 lateness")).isEqualTo(Conclusion.WITHIN_LIMIT);
        assertThat(conclusion(baseline, candidate, "p95 lateness")).isEqualTo(Conclusion.UNDECIDED);
        assertThat(judge(baseline, candidate).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void latenessWithoutCallbacksInBothIsNotJudgedAndOnlyInTheCandidateInconclusive() {
        Metric none = new Metric(
                Metric.LATENESS, MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER, new Measured.NoSamples());
        Run without = run(trial(CREATES, List.of(none)));
        Run with = run(trial(CREATES, List.of(lateness(900))));

        assertThat(judge(without, without).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(with, without).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judge(with, without).reasons().get(0)).isEqualTo("p95 lateness: not measured in the candidate");
        assertThat(judge(without, with).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(without, with).reasons())
                .contains("not judged, because only the candidate has them: lateness");
    }

    @Test
    void executionsAreHeldAgainstTheLimitOfThroughput() {
        Run before = run(trial(List.of(Metric.executions(1_000))));

        assertThat(judge(before, run(trial(List.of(Metric.executions(950))))).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(judge(before, run(trial(List.of(Metric.executions(949))))).verdict())
                .isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void howUnlikeRunsDifferIsAmongReasonsAndConditions() {
        GateReport report = judge(creates(1_000, 10), FileRuns.withoutSync(creates(1_000, 10)));

        assertThat(report.reasons()).contains("different, as allowed: durability fsync: baseline on, candidate off");
        assertThat(report.conditions())
                .containsEntry("durability fsync", "baseline on, candidate off")
                .containsEntry("database", "PostgreSQL")
                .containsEntry("profile", "ci")
                .containsEntry("JDK", "17.0.15");
    }

    @Test
    void sidesSayWhereTheyComeFrom() {
        Run accepted = creates(1_000, 10).accepted(new Run.Acceptance("Ada", AT, Optional.empty()));
        GateReport report = judge(accepted, creates(1_000, 10));

        assertThat(report.baseline().name()).isEqualTo("results/baseline.json");
        assertThat(report.baseline().details())
                .containsEntry("accepted", "by Ada at 2026-02-01T12:00:00Z")
                .containsEntry("commit", "46342de")
                .containsEntry("run", "callbacksimulation-20260131120000000");
        assertThat(report.candidate().name()).isEqualTo("results/latest");
        assertThat(report.candidate().details()).doesNotContainKey("accepted");
    }

    @Test
    void limitsCanBeSet() {
        FileLimits strict = new FileLimits(1, 1, 0);
        Run candidate = run(trial(requests("create", 999, 12, 0.0001)));
        GateReport report = judge(strict, creates(1_000, 10), candidate);

        assertThat(report.findings()).extracting(Finding::conclusion).containsOnly(Conclusion.WORSE);
        assertThat(judge(strict, creates(1_000, 10), creates(1_000, 10)).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void limitsThatCannotBeMeantAreRefused() {
        for (double wrong : new double[] {0, 1.01, -1, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new FileLimits(wrong, 1.2, 0.01));
        }
        for (double wrong : new double[] {0.99, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new FileLimits(0.95, wrong, 0.01));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileLimits(0.95, 1.2, 1.5))
                .withMessage("error-rate must be 0 to 1, was 1.5");
    }

    @Test
    void aVerdictReadsTheSameInEveryLocale() {
        GateReport expected = judge(creates(1_234.5, 10), creates(1_000, 2_000));
        Locale before = Locale.getDefault();
        try {
            for (String locale : List.of("de-DE", "tr-TR", "ar-EG")) {
                Locale.setDefault(Locale.forLanguageTag(locale));
                assertThat(judge(creates(1_234.5, 10), creates(1_000, 2_000))).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
