package timerbench.harness.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Points of known truth. */
final class Throughputs {
    private Throughputs() {}

    static DoubleUnaryOperator law(double alpha, double beta) {
        return n -> 1_000 * n / (1 + alpha * (n - 1) + beta * n * (n - 1));
    }

    static List<MeasuredPoint> exact(DoubleUnaryOperator truth, double... at) {
        return noisy(truth, 1, 0, new Random(1), at);
    }

    static List<MeasuredPoint> noisy(
            DoubleUnaryOperator truth, int repeats, double noise, Random random, double... at) {
        return Arrays.stream(at)
                .mapToObj(value -> new MeasuredPoint(
                        value,
                        IntStream.range(0, repeats)
                                .mapToObj(i -> truth.applyAsDouble(value) * Math.exp(noise * random.nextGaussian()))
                                .toList()))
                .toList();
    }
}
