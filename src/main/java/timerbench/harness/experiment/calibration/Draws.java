package timerbench.harness.experiment.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.judge.gate.PairedGate;

/**
 * Draws gates from the pairs of a scenario: as many pairs as a gate has at most, all different, in any order. This
 * assumes that the pairs of a pool are interchangeable: that it makes no difference when each was measured.
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
    boolean canBeOf(List<PooledPair> pairs) {
        return pairs.size() >= gate.rules().pairs();
    }

    /**
     * Returns the gates that are drawn, each to its verdict.
     *
     * @param pairs enough for a gate, see {@link #canBeOf}
     */
    Gates gates(List<PooledPair> pairs) {
        return new Gates(each(pairs, drawn -> Gates.Ended.of(gate, drawn)));
    }

    /** Returns what is made of each drawn gate. */
    <T> List<T> each(List<PooledPair> pairs, Function<List<PooledPair>, T> made) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> made.apply(drawn(pairs, gate.rules().pairs(), new SplittableRandom(seed + i))))
                .toList();
    }

    /** The first steps of a Fisher–Yates shuffle. */
    private static List<PooledPair> drawn(List<PooledPair> pairs, int count, SplittableRandom random) {
        List<PooledPair> left = new ArrayList<>(pairs);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, left.size());
            PooledPair pair = left.get(other);
            left.set(other, left.get(i));
            left.set(i, pair);
        }
        return left.subList(0, count);
    }
}
