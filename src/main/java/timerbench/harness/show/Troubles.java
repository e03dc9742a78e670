package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;

/** What went wrong in the trials of a gate's pairs; it decides whatever the figures are. */
final class Troubles {
    private Troubles() {}

    static boolean any(GateReport report) {
        return !violations(report).isEmpty() || !failures(report).isEmpty();
    }

    /** Returns which limits were crossed that hold whatever the baseline does, a sentence each. */
    static List<String> violations(GateReport report) {
        List<String> all = new ArrayList<>();
        for (Pair pair : report.pairs()) {
            pair.baseline().violations().forEach(each -> all.add(text(pair, "baseline", each)));
            pair.candidate().violations().forEach(each -> all.add(text(pair, "candidate", each)));
        }
        return all;
    }

    /** Returns which trials came to nothing, a sentence each. */
    static List<String> failures(GateReport report) {
        List<String> all = new ArrayList<>();
        for (Pair pair : report.pairs()) {
            pair.baseline().failure().ifPresent(reason -> all.add(text(pair, "baseline", reason)));
            pair.candidate().failure().ifPresent(reason -> all.add(text(pair, "candidate", reason)));
        }
        return all;
    }

    /** Returns what went wrong in a pair, each with the side that it went wrong on. */
    static List<String> of(Pair pair) {
        List<String> all = new ArrayList<>(of("baseline", pair.baseline()));
        all.addAll(of("candidate", pair.candidate()));
        return all;
    }

    private static List<String> of(String side, PairedTrial trial) {
        List<String> all = new ArrayList<>();
        trial.failure().ifPresent(reason -> all.add(side + " failed: " + reason));
        trial.violations().forEach(each -> all.add(side + ": " + each));
        return all;
    }

    private static String text(Pair pair, String side, String what) {
        return "pair " + pair.number() + ", " + side + ": " + what;
    }
}
