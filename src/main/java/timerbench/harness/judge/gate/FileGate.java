package timerbench.harness.judge.gate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.run.Conditions;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;

/**
 * Compares a run with an accepted one, by limits. A single run on either side does not show how far runs differ by
 * themselves, so this gate finds what became much worse, and never concludes an improvement.
 */
public final class FileGate {
    private static final String NO_PROOF =
            "one run of each proves neither a change nor its absence on a machine with other work;"
                    + " the paired gate measures both in turn";

    /** The order of findings, the deciding ones first. */
    private static final List<Conclusion> ORDER =
            List.of(Conclusion.WORSE, Conclusion.UNDECIDED, Conclusion.BETTER, Conclusion.WITHIN_LIMIT);

    private final FileLimits limits;

    public FileGate(FileLimits limits) {
        this.limits = limits;
    }

    /** A run, and how the user named it. */
    public record NamedRun(String name, Run run) {}

    /**
     * Returns the verdict. Runs whose conditions differ are judged, too, with the differences among the reasons. A
     * caller that wants to refuse them asks {@link Conditions#differences} first.
     *
     * @param at when, and {@code took} how long it took, for the report
     */
    public GateReport judge(NamedRun baseline, NamedRun candidate, Instant at, Duration took) {
        FileFindings findings = FileFindings.of(baseline.run(), candidate.run(), limits);
        Verdict verdict = verdict(findings);
        return new GateReport(
                GateReport.Kind.FILE,
                at,
                took,
                new GateReport.Sides(side(baseline), side(candidate), conditions(baseline.run(), candidate.run())),
                new GateReport.Judgement(
                        verdict, reasons(verdict, findings, baseline.run(), candidate.run()), sorted(findings.all())),
                List.of());
    }

    private static Verdict verdict(FileFindings findings) {
        if (has(findings.all(), Conclusion.WORSE)) {
            return Verdict.REGRESSION;
        }
        return findings.areRelative() && findings.undecided().isEmpty() ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }

    private static boolean has(List<Finding> findings, Conclusion conclusion) {
        return findings.stream().anyMatch(is(conclusion));
    }

    private static Predicate<Finding> is(Conclusion conclusion) {
        return finding -> finding.conclusion() == conclusion;
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(finding -> ORDER.indexOf(finding.conclusion())))
                .toList();
    }

    private static List<String> reasons(Verdict verdict, FileFindings findings, Run baseline, Run candidate) {
        List<String> reasons = new ArrayList<>();
        if (verdict == Verdict.PASS) {
            reasons.add("all " + findings.all().size() + " judged figures are within their limits");
        } else if (verdict == Verdict.INCONCLUSIVE && findings.undecided().isEmpty()) {
            reasons.add("nothing was compared: no throughput, response time or lateness is known for both runs");
        }
        sorted(findings.all()).stream()
                .filter(is(Conclusion.WITHIN_LIMIT).negate())
                .map(Finding::reason)
                .distinct()
                .forEach(reasons::add);
        reasons.addAll(cautions(findings, baseline, candidate));
        return reasons;
    }

    /** Returns what a reader of the verdict should know. */
    private static List<String> cautions(FileFindings findings, Run baseline, Run candidate) {
        List<String> cautions = new ArrayList<>();
        if (baseline.runId().equals(candidate.runId())) {
            cautions.add("both are the same run, " + baseline.runId() + ": nothing new was measured");
        }
        if (!findings.fresh().isEmpty()) {
            cautions.add("not judged, because only the candidate has them: " + String.join(", ", findings.fresh()));
        }
        Conditions.differences(baseline, candidate)
                .forEach(difference -> cautions.add("different, as allowed: " + difference.difference()));
        cautions.add(NO_PROOF);
        return cautions;
    }

    private static Side side(NamedRun named) {
        Run run = named.run();
        RunEnvironment environment = run.environment();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("run", run.runId());
        details.put("trials", Integer.toString(run.trials().size()));
        details.put(
                "measured",
                run.trials()
                        .get(0)
                        .measured()
                        .from()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        environment.gitCommit().ifPresent(commit -> details.put("commit", commit));
        run.accepted().ifPresent(accepted -> details.put("accepted", "by " + accepted.by() + " at " + accepted.at()));
        return new Side(named.name(), details);
    }

    private static Map<String, String> conditions(Run baseline, Run candidate) {
        Map<String, String> conditions = new LinkedHashMap<>();
        Conditions.compare(baseline, candidate).forEach(each -> conditions.put(each.title(), each.text()));
        conditions.put("generator", generator("baseline", baseline) + ", " + generator("candidate", candidate));
        return conditions;
    }

    /** Whether a closed load saturated its generator is not known. Such a load is judged all the same. */
    private static String generator(String side, Run run) {
        boolean saturated = run.trials().stream()
                .anyMatch(trial -> trial.generatorSaturated().orElse(false));
        boolean known = run.trials().stream()
                .allMatch(trial -> trial.generatorSaturated().isPresent());
        return side + (saturated ? " saturated" : known ? " not saturated" : " not known whether saturated");
    }
}
