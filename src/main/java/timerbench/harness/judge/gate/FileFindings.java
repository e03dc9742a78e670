package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.run.Better;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.Unit;

/** The findings on each metric when one run is compared with another. */
final class FileFindings {
    /** Response times are whole milliseconds. */
    private static final double RESPONSE_TIME_RESOLUTION = 1;

    private static final String P95 = "P95";

    private final RunSide baseline;
    private final RunSide candidate;
    private final FileLimits limits;
    private final List<String> unfit = new ArrayList<>();
    private final List<Finding> all = new ArrayList<>();
    private final List<String> fresh = new ArrayList<>();

    private FileFindings(RunSide baseline, RunSide candidate, FileLimits limits) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.limits = limits;
        unfit.addAll(baseline.unfit());
        unfit.addAll(candidate.unfit());
    }

    static FileFindings of(Run baseline, Run candidate, FileLimits limits) {
        return of(new RunSide("baseline", baseline), new RunSide("candidate", candidate), limits);
    }

    static FileFindings of(RunSide baseline, RunSide candidate, FileLimits limits) {
        FileFindings findings = new FileFindings(baseline, candidate, limits);
        findings.addOperations();
        findings.addCallbacks();
        return findings;
    }

    /** Returns the findings: operations by name, then callbacks. */
    List<Finding> all() {
        return List.copyOf(all);
    }

    /** Returns whether any figure was compared with the baseline's. An absolute limit is no comparison. */
    boolean areRelative() {
        return all.stream().anyMatch(finding -> finding.conclusion() != Conclusion.UNDECIDED && isRelative(finding));
    }

    /**
     * Returns whether the limit is relative. Absolute limits are those of failed requests and broken promises,
     * without a unit.
     */
    static boolean isRelative(Finding finding) {
        return finding.unit() != Unit.ONE;
    }

    /** Returns why figures cannot be judged, each reason once. */
    List<String> undecided() {
        return all.stream()
                .filter(finding -> finding.conclusion() == Conclusion.UNDECIDED)
                .map(Finding::reason)
                .distinct()
                .toList();
    }

    /** Returns the names of what only the candidate has, so that there is nothing to compare it with. */
    List<String> fresh() {
        return List.copyOf(fresh);
    }

    private void addOperations() {
        NavigableSet<String> known = baseline.operations();
        NavigableSet<String> operations = new TreeSet<>(known);
        operations.addAll(candidate.operations());
        for (String operation : operations) {
            if (known.contains(operation)) {
                addThroughput(Metric.THROUGHPUT, MetricScope.operation(operation));
                addP95(
                        Metric.RESPONSE_TIME,
                        MetricScope.operation(operation),
                        Unit.MILLISECONDS,
                        RESPONSE_TIME_RESOLUTION);
            } else {
                fresh.add("operation " + operation);
            }
            addAbsolute(Limit.Absolute.errorRate(operation, limits.errorRate()));
        }
    }

    private void addCallbacks() {
        if (isJudged(Metric.EXECUTIONS)) {
            addThroughput(Metric.EXECUTIONS, MetricScope.trial());
        }
        if (isJudged(Metric.LATENESS)) {
            addP95(Metric.LATENESS, MetricScope.trial(), Unit.MICROSECONDS, clocks());
        }
        for (String metric : HardLimits.metrics()) {
            boolean expected = baseline.has(metric, MetricScope.trial())
                    && !HardLimits.optional().contains(metric);
            if (expected || candidate.has(metric, MetricScope.trial())) {
                addAbsolute(Limit.Absolute.none(metric));
            }
        }
    }

    private boolean isJudged(String metric) {
        boolean known = baseline.has(metric, MetricScope.trial());
        if (!known && candidate.has(metric, MetricScope.trial())) {
            fresh.add(metric);
        }
        return known;
    }

    /** Returns how far the lateness of both runs may be off together: each by the bound of its clocks' offset. */
    private double clocks() {
        return clock(baseline) + clock(candidate);
    }

    private static double clock(RunSide side) {
        return side.largest(Metric.CLOCK_BOUND, MetricScope.trial()).value().orElse(0.0);
    }

    private void addThroughput(String metric, MetricScope subject) {
        JudgedMetric judged = new JudgedMetric(metric, subject, Unit.PER_SECOND, Better.HIGHER);
        Limit limit = new Limit.Relative(judged, limits.throughput(), 0);
        all.add(limit.finding(baseline.median(metric, subject), candidate.median(metric, subject), unfit));
    }

    private void addP95(String metric, MetricScope subject, Unit unit, double resolution) {
        JudgedMetric judged = new JudgedMetric(metric + P95, subject, unit, Better.LOWER);
        Limit limit = new Limit.Relative(judged, limits.p95(), resolution);
        all.add(limit.finding(baseline.p95(metric, subject), candidate.p95(metric, subject), unfit));
    }

    private void addAbsolute(Limit.Absolute limit) {
        String metric = limit.metric().name();
        MetricScope subject = limit.metric().subject();
        all.add(limit.finding(
                baseline.largest(metric, subject), candidate.largest(metric, subject), candidate.unfit()));
    }
}
