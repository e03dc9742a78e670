package timerbench.harness.calibration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import timerbench.harness.gate.Pair;
import timerbench.harness.gate.PairedGate;
import timerbench.harness.gate.Verdict;

/**
 * Gates drawn from the pairs of a scenario: the pairs of the first round and, where something is suspected, those of the
 * confirmation, all different, in any order. It takes the pairs of a pool for interchangeable: as if it made no difference
 * when each was measured.
 */
final class Draws {
    private final PairedGate gate;
    private final SplittableRandom random;

    Draws(PairedGate gate, long seed) {
        this.gate = gate;
        this.random = new SplittableRandom(seed);
    }

    /** Returns whether there are enough pairs to draw both rounds of a gate from. */
    static boolean suffice(List<Pair> pairs, PairedGate gate) {
        return pairs.size() >= 2 * gate.rules().pairs();
    }

    /**
     * Returns how often each verdict came.
     *
     * @param pairs that {@linkplain #suffice suffice}
     * @param draws how many gates
     */
    Map<Verdict, Integer> verdicts(List<Pair> pairs, int draws) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (int i = 0; i < draws; i++) {
            verdicts.merge(verdict(pairs), 1, Integer::sum);
        }
        return verdicts;
    }

    private Verdict verdict(List<Pair> pairs) {
        int size = gate.rules().pairs();
        List<Pair> drawn = drawn(pairs, 2 * size);
        List<Pair> first = round(1, drawn.subList(0, size));
        List<Pair> confirmation = gate.suspects(first).isEmpty() ? List.of() : round(2, drawn.subList(size, 2 * size));
        return gate.verdict(first, confirmation);
    }

    /** The first steps of a Fisher–Yates shuffle. */
    private List<Pair> drawn(List<Pair> pairs, int count) {
        List<Pair> left = new ArrayList<>(pairs);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, left.size());
            Pair pair = left.get(other);
            left.set(other, left.get(i));
            left.set(i, pair);
        }
        return left.subList(0, count);
    }

    private static List<Pair> round(int round, List<Pair> drawn) {
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : drawn) {
            pairs.add(new Pair(round, pairs.size() + 1, pair.baselineFirst(), pair.baseline(), pair.candidate()));
        }
        return pairs;
    }
}
