package timerbench.harness.experiment.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.judge.gate.Verdict;

/** Gates whose pairs come from a pool, each ended by the pair that decided it. */
record Gates(List<Ended> all) {
    /**
     * A gate.
     *
     * @param pairs that it took
     * @param seconds that they took
     */
    record Ended(Verdict verdict, int pairs, double seconds) {
        /** Judges the pairs, as many as a gate has at most, in this order. Those after the verdict do not count. */
        static Ended of(PairedGate gate, List<PooledPair> pooled) {
            PairedGate.Decision decision = gate.judge(numbered(pooled));
            double seconds = pooled.stream()
                    .limit(decision.pairs())
                    .mapToDouble(PooledPair::seconds)
                    .sum();
            return new Ended(decision.verdict().orElseThrow(), decision.pairs(), seconds);
        }
    }

    Gates {
        all = List.copyOf(all);
    }

    /** Returns the pairs, numbered from 1. */
    static List<Pair> numbered(List<PooledPair> pooled) {
        List<Pair> pairs = new ArrayList<>();
        for (PooledPair each : pooled) {
            Pair pair = each.pair();
            pairs.add(new Pair(pairs.size() + 1, pair.baselineFirst(), pair.baseline(), pair.candidate()));
        }
        return pairs;
    }

    int count() {
        return all.size();
    }

    int count(Verdict verdict) {
        return (int) all.stream().filter(each -> each.verdict() == verdict).count();
    }

    double share(Verdict verdict) {
        return (double) count(verdict) / count();
    }

    /** Returns the shares of the verdicts that there are. */
    Map<Verdict, Double> shares() {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> count(verdict) > 0)
                .collect(Collectors.toMap(
                        verdict -> verdict, this::share, (one, other) -> one, () -> new EnumMap<>(Verdict.class)));
    }

    /** Returns with how many pairs such a share of the gates had ended. */
    int pairs(double share) {
        return (int) smallest(share, all.stream().mapToDouble(Ended::pairs).toArray());
    }

    /** Returns after how many seconds such a share of the gates had ended. */
    double seconds(double share) {
        return smallest(share, all.stream().mapToDouble(Ended::seconds).toArray());
    }

    /** Returns the smallest value that such a share of the values does not exceed. */
    static double smallest(double share, double[] values) {
        double[] sorted = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .sorted()
                .toArray();
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
