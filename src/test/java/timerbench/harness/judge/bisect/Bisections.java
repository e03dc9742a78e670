package timerbench.harness.judge.bisect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReports;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;
import timerbench.harness.targets.revision.Git.Commit;

/** Bisections to print: one of each way that they can end. */
public final class Bisections {
    static final GateMetric P95 = new GateMetric(
            new JudgedMetric("responseTimeP95", MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER),
            GateMetric.Scale.RATIO,
            0.04,
            0.1);

    private static final List<String> SUBJECTS = List.of(
            "A lease is renewed in time",
            "Callbacks are sent by a client of their own, with a connection for each address and a limit of them",
            "</script>|`code`| *bold*",
            "Timers are read by their group",
            "Words");

    private Bisections() {}

    public static List<BisectResult> all() {
        return List.of(found(), skipped(), steps(), undecided(), nothing(), violated());
    }

    static Commit commit(int number) {
        return new Commit(
                String.format(Locale.ROOT, "%010x", 0x1b2c3d4e5aL * (number + 3)) + "0".repeat(30),
                SUBJECTS.get(number % SUBJECTS.size()));
    }

    public static CommitRange range() {
        return new CommitRange(
                new Commit("4d3c2b1a" + "0".repeat(32), "The last good one"),
                IntStream.range(0, SUBJECTS.size()).mapToObj(Bisections::commit).toList());
    }

    /** Returns a pair whose candidate is worse by this share. */
    public static Pair pair(int number, double worsening) {
        return new Pair(number, true, trial(1_000), trial(1_000 * Math.exp(worsening)));
    }

    private static PairedTrial trial(double value) {
        return new PairedTrial(Map.of(P95.name(), value), List.of(), Optional.empty());
    }

    /** A search that begins with the gate of {@link GateReports#regression()}: p95 is worse by 8.4 %. */
    static CommitSearch search() {
        return CommitSearch.of(range(), GateReports.regression(), List.of(P95), 0.95)
                .orElseThrow();
    }

    private static BisectResult result(GateReport gate, Optional<CommitSearch> search) {
        return new BisectResult(
                Instant.parse("2026-01-31T12:00:00.250Z"),
                Duration.ofSeconds(312),
                range(),
                gate,
                search.map(CommitSearch::result),
                Optional.empty(),
                "./timer-bench bisect --good v1 --bad HEAD --seed 5");
    }

    public static BisectResult found() {
        CommitSearch search = search();
        observe(search, 2, 0.084, 0.079);
        observe(search, 1, 0.002, -0.01);
        return result(GateReports.regression(), Optional.of(search));
    }

    public static BisectResult skipped() {
        CommitSearch search = search();
        search.skip(2, "git:a1b2c3 (a1b2c3 words) was not built: Maven ended with exit code 1");
        observe(search, 3, 0.084, 0.079);
        observe(search, 1, 0.002, -0.01);
        return result(GateReports.regression(), Optional.of(search));
    }

    public static BisectResult steps() {
        CommitSearch search = search();
        observe(search, 2, 0.041, 0.042, 0.043);
        observe(search, 1, 0.002, -0.01);
        observe(search, 3, 0.084, 0.083);
        return result(GateReports.regression(), Optional.of(search));
    }

    public static BisectResult undecided() {
        CommitSearch search = search();
        observe(search, 2, 0.084);
        return result(GateReports.regression(), Optional.of(search));
    }

    public static BisectResult nothing() {
        return result(GateReports.pass(), Optional.empty());
    }

    public static BisectResult violated() {
        return result(GateReports.violation(), Optional.empty());
    }

    static void observe(CommitSearch search, int commit, double... worsenings) {
        for (double worsening : worsenings) {
            search.observe(commit, pair(1, worsening));
        }
    }
}
