package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Pair.PairedTrial;

/** Checks for what decides without statistics: failed trials, and limits that hold whatever the other side does. */
final class TrialCheck {
    private final List<Pair> pairs;

    /** @param pairs so far */
    TrialCheck(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /** Returns the verdict, or nothing if no trial failed or crossed such a limit. */
    Optional<Verdict> verdict() {
        if (violating(Pair::candidate) > 0 && violating(Pair::baseline) == 0 && hasSoundBaseline()) {
            return Optional.of(Verdict.REGRESSION);
        }
        return reasons().isEmpty() ? Optional.empty() : Optional.of(Verdict.INCONCLUSIVE);
    }

    /** Returns the reasons of the verdict, in sentences; none if there is no verdict. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        long ofBaseline = violating(Pair::baseline);
        long ofCandidate = violating(Pair::candidate);
        if (ofBaseline > 0) {
            reasons.add("hard limits are crossed by the baseline in " + ofBaseline + " of " + pairs.size()
                    + " trials, by the candidate in " + ofCandidate + ": nothing can be compared with such a baseline");
        } else if (ofCandidate > 0) {
            reasons.add("hard limits are crossed by the candidate in " + ofCandidate + " of " + pairs.size()
                    + " trials, by the baseline in none"
                    + (hasSoundBaseline() ? "" : ", but every trial of the baseline failed"));
        }
        reasons.addAll(ofTrials(trial -> trial.violations().stream()));
        reasons.addAll(ofTrials(trial -> trial.failure().map(reason -> "the trial failed: " + reason).stream()));
        return reasons;
    }

    private long violating(Function<Pair, PairedTrial> side) {
        return pairs.stream()
                .map(side)
                .filter(trial -> !trial.violations().isEmpty())
                .count();
    }

    /** A baseline that never ran to its end may cross the same limits. */
    private boolean hasSoundBaseline() {
        return pairs.stream().anyMatch(pair -> pair.baseline().failure().isEmpty());
    }

    private List<String> ofTrials(Function<PairedTrial, Stream<String>> sentences) {
        return Stream.concat(
                        pairs.stream()
                                .flatMap(pair -> sentences
                                        .apply(pair.candidate())
                                        .map(sentence -> place("candidate", pair) + sentence)),
                        pairs.stream()
                                .flatMap(pair -> sentences
                                        .apply(pair.baseline())
                                        .map(sentence -> place("baseline", pair) + sentence)))
                .toList();
    }

    private static String place(String side, Pair pair) {
        return side + " in pair " + pair.number() + ": ";
    }
}
