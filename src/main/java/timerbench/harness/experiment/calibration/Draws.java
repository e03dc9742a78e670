package timerbench.harness.experiment.calibration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.judge.gate.Verdict;

/**
 * Draws gates from the pairs of a scenario: different pairs in any order, up to the one that decides. This assumes that the pairs of a pool are interchangeable: that it
 * makes no difference when each was measured.
 */
final class Draws {
    private final PairedGate gate;
    private final int count;
    private final long seed;

    /**
     * @param gate that decides the drawn gates
     * @param count how many gates are drawn of a scenario
     * @param seed of the drawing, the same for each scenario
     */
    Draws(PairedGate gate, int count, long seed) {
        this.gate = gate;
        this.count = count;
        this.seed = seed;
    }

    PairedGate gate() {
        return gate;
    }

    int count() {
        return count;
    }

    /** Returns whether there are enough pairs to draw a gate from. */
    boolean canBeOf(List<Pair> pairs) {
        return pairs.size() >= gate.rules().pairs();
    }

    /**
     * Returns how many of the drawn gates had each verdict.
     *
     * @param pairs enough for a gate, see {@link #canBeOf}
     */
    Map<Verdict, Integer> verdicts(List<Pair> pairs) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (int i = 0; i < count; i++) {
            verdicts.merge(verdict(pairs, random), 1, Integer::sum);
        }
        return verdicts;
    }

    private Verdict verdict(List<Pair> pairs, SplittableRandom random) {
        return gate.judge(numbered(drawn(pairs, gate.rules().pairs(), random)))
                .verdict()
                .orElseThrow();
    }

    /** The first steps of a Fisher–Yates shuffle. */
    private static List<Pair> drawn(List<Pair> pairs, int count, SplittableRandom random) {
        List<Pair> left = new ArrayList<>(pairs);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, left.size());
            Pair pair = left.get(other);
            left.set(other, left.get(i));
            left.set(i, pair);
        }
        return left.subList(0, count);
    }

    private static List<Pair> numbered(List<Pair> drawn) {
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : drawn) {
            pairs.add(new Pair(pairs.size() + 1, pair.baselineFirst(), pair.baseline(), pair.candidate()));
        }
        return pairs;
    }
}
