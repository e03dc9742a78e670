package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import timerbench.harness.run.Conditions;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;

/** Checks of a run before it becomes the one that others are compared with. */
public final class Baseline {
    private Baseline() {}

    /** Returns why no run can be compared with this one, a sentence each; empty if runs can. */
    public static List<String> objections(Run run) {
        List<String> objections = new ArrayList<>(new RunSide("run", run).unfit());
        for (Trial trial : run.trials()) {
            HardLimits.crossed(trial).forEach(crossed -> objections.add("trial " + trial.number() + ": " + crossed));
        }
        return objections;
    }

    /**
     * Returns why the gate cannot pass a later run, a sentence for each figure that it cannot judge; empty if it can.
     * A run must pass in comparison with itself.
     */
    public static List<String> gaps(Run run) {
        FileFindings findings = FileFindings.of(new RunSide("run", run), new RunSide("run", run), FileLimits.DEFAULT);
        List<String> gaps = new ArrayList<>(findings.undecided());
        if (gaps.isEmpty() && !findings.areRelative()) {
            gaps.add("it has no throughput, response time or lateness that a later run could be compared with");
        }
        return gaps;
    }

    /** Returns the differences from an earlier run, a sentence each: conditions, then rates and times. */
    public static List<String> changes(Run earlier, Run now) {
        List<String> changes = new ArrayList<>();
        Conditions.differences(earlier, now)
                .forEach(unlike ->
                        changes.add(unlike.title() + ": " + unlike.baseline() + ", now " + unlike.candidate()));
        FileFindings.of(earlier, now, FileLimits.DEFAULT).all().stream()
                .filter(FileFindings::isRelative)
                .flatMap(finding -> change(finding).stream())
                .forEach(changes::add);
        return changes;
    }

    private static Optional<String> change(Finding finding) {
        return finding.ratio()
                .map(ratio -> finding.title() + ": "
                        + Numbers.withUnit(finding.unit(), finding.baseline().orElseThrow()) + ", now "
                        + Numbers.withUnit(finding.unit(), finding.candidate().orElseThrow()) + " ("
                        + Numbers.ratio(ratio, finding.better()) + " ×)");
    }
}
