package timerbench.harness.judge.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.GateReport.Judgement;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;
import timerbench.harness.stats.Interval;

/** Reports of gates to print: one of each way that a gate can end. */
public final class GateReports {
    /** A text that would do something in each of the formats if it were not escaped. */
    public static final String HOSTILE =
            "</script><b>|`code`| *bold* @somebody #1 &amp; \"quoted\"\u0000\u001b[31m\n- ]]> $x$ <!-- \ud800";

    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.250Z");
    private static final String AFRESH = "a process of its own for each trial";
    private static final Side BASELINE =
            new Side("git:HEAD~1", details("commit", "46342de0f1a2b3c4d5e6f708192a3b4c5d6e7f80", "started", AFRESH));
    private static final Side CANDIDATE =
            new Side("git:HEAD", details("commit", "787a3cc90a1b2c3d4e5f60718293a4b5c6d7e8f9", "started", AFRESH));

    private GateReports() {}

    public static List<GateReport> all() {
        return List.of(
                pass(),
                regression(),
                improvement(),
                failedTrial(),
                missingMetric(),
                violation(),
                file(),
                hostile(),
                withoutAnything(),
                explained(),
                improvement().with(GateCauses.failed()),
                hostile().with(GateCauses.hostile()));
    }

    public static GateReport pass() {
        Map<String, Double> factors = Map.of();
        return paired(
                Verdict.PASS,
                List.of("no metric became worse by as much as the gate looks for"),
                GatePairs.METRICS.stream()
                        .map(metric -> GatePairs.finding(
                                metric,
                                GatePairs.of(GatePairs.PAIRS, factors),
                                Conclusion.UNCHANGED,
                                "no change was seen"))
                        .toList(),
                GatePairs.of(GatePairs.PAIRS, factors));
    }

    /** Response times and lateness became worse. */
    public static GateReport regression() {
        List<Pair> pairs = GatePairs.of(GatePairs.PAIRS, Map.of("responseTimeP95", 1.084, "latenessP95", 1.047));
        return paired(
                Verdict.REGRESSION,
                List.of("p95 response time: worse by 8.4 % in 14 pairs", "p95 lateness: worse by 4.7 % in 14 pairs"),
                List.of(
                        GatePairs.finding(GatePairs.METRICS.get(1), pairs, Conclusion.WORSE, "worse in 14 pairs"),
                        GatePairs.finding(GatePairs.METRICS.get(2), pairs, Conclusion.WORSE, "worse in 14 pairs"),
                        GatePairs.finding(GatePairs.METRICS.get(0), pairs, Conclusion.UNCHANGED, "no change was seen"),
                        GatePairs.finding(GatePairs.METRICS.get(3), pairs, Conclusion.UNCHANGED, "no change was seen")),
                pairs);
    }

    /** A regression whose cause is known, with its commit. */
    public static GateReport explained() {
        return regression().with(GateCauses.known());
    }

    public static GateReport improvement() {
        List<Pair> pairs = GatePairs.of(GatePairs.PAIRS, Map.of("throughput", 1.062));
        return paired(
                Verdict.IMPROVEMENT,
                List.of("throughput: better by 6.2 % in 14 pairs"),
                List.of(
                        GatePairs.finding(GatePairs.METRICS.get(0), pairs, Conclusion.BETTER, "better in 14 pairs"),
                        GatePairs.finding(GatePairs.METRICS.get(1), pairs, Conclusion.UNCHANGED, "no change was seen")),
                pairs);
    }

    public static GateReport failedTrial() {
        String reason = "the service ended with exit code 3 before it was ready";
        List<Pair> pairs = new ArrayList<>(GatePairs.of(GatePairs.PAIRS, Map.of()));
        Pair third = pairs.get(2);
        pairs.set(2, new Pair(3, third.baselineFirst(), third.baseline(), PairedTrial.failed(reason)));
        return paired(
                Verdict.INCONCLUSIVE,
                List.of("pair 3, candidate: the trial failed: " + reason),
                GatePairs.METRICS.stream()
                        .map(metric -> GatePairs.finding(metric, pairs, Conclusion.UNDECIDED, "not measured in pair 3"))
                        .toList(),
                pairs);
    }

    /** The target told nothing of what it is said to have told. */
    public static GateReport missingMetric() {
        List<Pair> pairs = GatePairs.of(GatePairs.PAIRS, Map.of());
        Finding missing = new Finding(
                new JudgedMetric("serverTimeMean", MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER),
                new Finding.Figures(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new Finding.Allowed("worse by at least 2 %", Optional.empty()),
                Optional.empty(),
                Conclusion.UNDECIDED,
                "mean server time was measured in no trial");
        return paired(
                Verdict.INCONCLUSIVE,
                List.of("mean server time was measured in no trial"),
                List.of(
                        missing,
                        GatePairs.finding(GatePairs.METRICS.get(0), pairs, Conclusion.UNCHANGED, "no change was seen")),
                pairs);
    }

    public static GateReport violation() {
        List<Pair> pairs = new ArrayList<>(GatePairs.of(GatePairs.PAIRS, Map.of()));
        Pair fifth = pairs.get(4);
        PairedTrial lossy = new PairedTrial(
                fifth.candidate().values(), List.of("lost callbacks: 2, wanted none"), Optional.empty());
        pairs.set(4, new Pair(5, fifth.baselineFirst(), fifth.baseline(), lossy));
        return paired(
                Verdict.REGRESSION,
                List.of("pair 5, candidate: lost callbacks: 2, wanted none; no trial of the baseline did" + " that"),
                GatePairs.METRICS.stream()
                        .map(metric -> GatePairs.finding(metric, pairs, Conclusion.UNCHANGED, "no change was seen"))
                        .toList(),
                pairs);
    }

    /** A run against an accepted one, of many operations. */
    public static GateReport file() {
        List<Finding> findings = new ArrayList<>();
        findings.add(single("responseTimeP95", "create", Unit.MILLISECONDS, 20, 26, Conclusion.WORSE));
        findings.add(single("errorRate", "create", Unit.ONE, 0, .024, Conclusion.WORSE));
        for (String operation : List.of("delete", "list", "read", "update")) {
            findings.add(single("throughput", operation, Unit.PER_SECOND, 1_250, 1_243.7, Conclusion.WITHIN_LIMIT));
            findings.add(single("responseTimeP95", operation, Unit.MILLISECONDS, 11, 11, Conclusion.WITHIN_LIMIT));
        }
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("simulation", "MixedOperationsSimulation");
        conditions.put("profile", "ci");
        conditions.put("database", "PostgreSQL 18.6");
        return new GateReport(
                GateReport.Kind.FILE,
                AT,
                Duration.ofMillis(12),
                new GateReport.Sides(
                        new Side("results/baseline.json", details("run", "mixed-20260130", "accepted", "by Ada")),
                        new Side("results/latest", details("run", "mixed-20260131")),
                        conditions),
                new Judgement(
                        Verdict.REGRESSION,
                        List.of(
                                "p95 response time of create: 26 ms, 1.300 × the baseline's 20 ms; allowed is at most "
                                        + "1.2 × the baseline",
                                "error rate of create: 2.40 %; allowed is at most 1 %",
                                "one run of each proves neither a change nor its absence"),
                        findings),
                List.of());
    }

    /** Names and messages that are made to do harm. */
    public static GateReport hostile() {
        List<Pair> pairs = new ArrayList<>(GatePairs.of(GatePairs.PAIRS, Map.of()));
        pairs.set(0, new Pair(1, true, PairedTrial.failed(HOSTILE), pairs.get(0).candidate()));
        Finding finding = new Finding(
                new JudgedMetric(HOSTILE, MetricScope.operation(HOSTILE), Unit.ONE, Better.LOWER),
                new Finding.Figures(
                        Optional.of(Double.NaN),
                        Optional.of(2.0),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Finding.Allowed(HOSTILE, Optional.empty()),
                Optional.empty(),
                Conclusion.UNDECIDED,
                HOSTILE);
        Finding plotted = GatePairs.finding(GatePairs.METRICS.get(0), pairs, Conclusion.UNDECIDED, HOSTILE);
        return new GateReport(
                GateReport.Kind.PAIRED,
                AT,
                Duration.ofMinutes(7),
                new GateReport.Sides(
                        new Side(HOSTILE, Map.of(HOSTILE, HOSTILE)),
                        new Side(HOSTILE, Map.of()),
                        Map.of(HOSTILE, HOSTILE, "command", "echo '```' " + HOSTILE)),
                new Judgement(Verdict.INCONCLUSIVE, List.of(HOSTILE, HOSTILE), List.of(finding, plotted)),
                pairs);
    }

    /** Ended before anything was measured. */
    public static GateReport withoutAnything() {
        return new GateReport(
                GateReport.Kind.PAIRED,
                AT,
                Duration.ZERO,
                new GateReport.Sides(BASELINE, CANDIDATE, Map.of()),
                new Judgement(Verdict.INCONCLUSIVE, List.of("nothing was measured"), List.of()),
                List.of());
    }

    /** As many pairs as there may be. */
    public static GateReport longest() {
        List<Pair> pairs = IntStream.range(0, 24)
                .mapToObj(i -> {
                    Pair like = GatePairs.of(GatePairs.PAIRS, Map.of("throughput", .9))
                            .get(i % GatePairs.PAIRS);
                    return new Pair(1 + i, like.baselineFirst(), like.baseline(), like.candidate());
                })
                .toList();
        return paired(
                Verdict.REGRESSION,
                List.of("throughput became worse by 10 %"),
                List.of(GatePairs.finding(GatePairs.METRICS.get(0), pairs, Conclusion.WORSE, "worse by 10 %")),
                pairs);
    }

    /** So many conditions, reasons and metrics, with names and texts so long; none was measured. */
    public static GateReport large(int count, int length) {
        String text = "a long text ".repeat(length / 12 + 1);
        Map<String, String> conditions = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(i -> conditions.put("condition " + i, text));
        List<Finding> findings = IntStream.range(0, count)
                .mapToObj(i -> single(text, "operation" + i, Unit.ONE, Double.NaN, Double.NaN, Conclusion.UNDECIDED))
                .toList();
        return new GateReport(
                GateReport.Kind.FILE,
                AT,
                Duration.ofSeconds(1),
                new GateReport.Sides(
                        new Side("before", Map.of("detail", text)),
                        new Side("after", Map.of("detail", text)),
                        conditions),
                new Judgement(
                        Verdict.INCONCLUSIVE,
                        IntStream.range(0, count).mapToObj(i -> i + " " + text).toList(),
                        findings),
                List.of());
    }

    /** The same report with another verdict. */
    public static GateReport withVerdict(GateReport report, Verdict verdict) {
        return new GateReport(
                report.kind(),
                report.at(),
                report.took(),
                report.sides(),
                new Judgement(verdict, report.reasons(), report.findings()),
                report.pairs());
    }

    /** The same finding with another ratio. */
    public static Finding withRatio(Finding finding, double ratio) {
        return with(
                finding,
                new Finding.Figures(
                        finding.baseline(),
                        finding.candidate(),
                        Optional.of(ratio),
                        Optional.empty(),
                        finding.interval()),
                finding.tested());
    }

    /** The same finding, compared by a difference with these limits. */
    public static Finding withDifference(Finding finding, double difference, double low, double high) {
        Finding.Tested tested = finding.tested().orElseThrow();
        return with(
                finding,
                new Finding.Figures(
                        finding.baseline(),
                        finding.candidate(),
                        Optional.empty(),
                        Optional.of(difference),
                        Optional.of(new Interval(low, high, .95))),
                Optional.of(new Finding.Tested(
                        GateMetric.Scale.DIFFERENCE,
                        tested.least(),
                        tested.sought(),
                        tested.pairs(),
                        tested.worseAfter(),
                        tested.betterAfter(),
                        tested.excludedAfter())));
    }

    private static Finding with(Finding finding, Finding.Figures figures, Optional<Finding.Tested> tested) {
        return new Finding(
                finding.judged(),
                figures,
                new Finding.Allowed(finding.limit(), Optional.empty()),
                tested,
                finding.conclusion(),
                finding.reason());
    }

    private static GateReport paired(Verdict verdict, List<String> reasons, List<Finding> findings, List<Pair> pairs) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("profile", "gate");
        conditions.put("load", "8 users without pauses for 4 s after a warm-up of 3 s");
        conditions.put("database", "PostgreSQL 18.6 · fsync=on · synchronous_commit=on · provision embedded");
        conditions.put("machine", "2 CPUs AMD EPYC, 8250 MB, Linux 6.1 amd64");
        conditions.put("seed", "42");
        conditions.put(
                "command", "./timer-bench gate --baseline-target git:HEAD~1 --candidate-target git:HEAD --seed 42");
        return new GateReport(
                GateReport.Kind.PAIRED,
                AT,
                Duration.ofSeconds(21L * pairs.size()),
                new GateReport.Sides(BASELINE, CANDIDATE, conditions),
                new Judgement(verdict, reasons, findings),
                pairs);
    }

    private static Map<String, String> details(String... namesAndTexts) {
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            details.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return details;
    }

    private static Finding single(
            String metric, String operation, Unit unit, double baseline, double candidate, Conclusion conclusion) {
        Better better = unit == Unit.PER_SECOND ? Better.HIGHER : Better.LOWER;
        String limit = better == Better.HIGHER
                ? "at least 0.95 × the baseline"
                : unit == Unit.ONE ? "at most 1 %" : "at most 1.2 × the baseline";
        return new Finding(
                new JudgedMetric(metric, MetricScope.operation(operation), unit, better),
                new Finding.Figures(
                        Optional.of(baseline),
                        Optional.of(candidate),
                        Optional.of(candidate / baseline),
                        Optional.empty(),
                        Optional.empty()),
                new Finding.Allowed(limit, Optional.empty()),
                Optional.empty(),
                conclusion,
                metric + " of " + operation + ": " + candidate + ", the baseline's " + baseline + "; allowed is "
                        + limit);
    }
}
