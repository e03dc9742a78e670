package timerbench.harness.stats;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measurements of known truth, to be simulated.
 *
 * @param truth what is true, in words
 * @param law the shares of contention and coherency, if throughput follows the Universal Scalability Law
 * @param value the true value at each place of the axis
 * @param axis at least two places
 * @param repeats how often each is measured
 */
public record ScalingScenario(
        String truth,
        Optional<Law> law,
        DoubleUnaryOperator value,
        List<Double> axis,
        int repeats,
        ScalingNoise noise) {
    private static final List<Double> TO_8 = List.of(1.0, 2.0, 4.0, 8.0);
    private static final List<Double> TO_16 = List.of(1.0, 2.0, 4.0, 8.0, 12.0, 16.0);
    private static final Law FAR = new Law(0.03, 0.97 / (15.2 * 15.2));
    private static final Law NEAR = new Law(0.1, 0.9 / 16);
    private static final double MEGABYTE = 1e6;

    public ScalingScenario {
        axis = List.copyOf(axis);
    }

    /** Returns scenarios of throughput that has a peak. */
    public static List<ScalingScenario> withPeak() {
        return List.of(
                of(FAR, List.of(1.0, 2.0, 3.0, 4.0), 10, ScalingNoise.SMALL),
                of(FAR, List.of(1.0, 2.0, 3.0, 4.0, 6.0, 8.0), 6, ScalingNoise.SMALL),
                of(FAR, List.of(1.0, 2.0, 3.0, 4.0, 6.0, 8.0), 6, ScalingNoise.LARGE),
                of(FAR, TO_16, 6, ScalingNoise.SMALL),
                of(FAR, TO_16, 3, ScalingNoise.SMALL),
                of(NEAR, TO_8, 3, ScalingNoise.SMALL),
                of(NEAR, TO_8, 3, ScalingNoise.LARGE),
                of(NEAR, TO_8, 3, ScalingNoise.TAILS),
                of(NEAR, TO_8, 3, ScalingNoise.GROWING),
                of(NEAR, TO_8, 3, ScalingNoise.SEARCHED));
    }

    /** Returns scenarios of throughput that never falls. */
    public static List<ScalingScenario> withoutPeak() {
        return List.of(
                of(new Law(0, 0), TO_8, 3, ScalingNoise.LARGE),
                of(new Law(0.1, 0), TO_8, 3, ScalingNoise.SMALL),
                of(new Law(0.1, 0), TO_16, 3, ScalingNoise.LARGE),
                of(new Law(0.1, 0), TO_8, 3, ScalingNoise.TAILS),
                of(new Law(0.1, 0), TO_8, 3, ScalingNoise.SEARCHED),
                of(new Law(0.1, 0), TO_8, 3, ScalingNoise.GROWING),
                of(new Law(1, 0), TO_8, 3, ScalingNoise.LARGE),
                ceiling(4, TO_8, ScalingNoise.SMALL),
                ceiling(4, TO_16, ScalingNoise.SEARCHED),
                ceiling(6, TO_8, ScalingNoise.LARGE),
                ceiling(5, TO_16, ScalingNoise.LARGE),
                ceiling(4, TO_8, ScalingNoise.GROWING),
                saturation(TO_8, ScalingNoise.LARGE),
                saturation(TO_16, ScalingNoise.SMALL));
    }

    /** Returns scenarios of throughput that follows Amdahl's law. */
    public static List<ScalingScenario> withSerialShare() {
        return List.of(
                of(new Law(0.05, 0), List.of(1.0, 2.0, 4.0), 3, ScalingNoise.SMALL),
                of(new Law(0.05, 0), TO_8, 3, ScalingNoise.LARGE),
                of(new Law(0.3, 0), TO_8, 3, ScalingNoise.LARGE),
                of(new Law(0.3, 0), TO_8, 3, ScalingNoise.TAILS),
                of(new Law(0.3, 0), TO_8, 3, ScalingNoise.SEARCHED),
                of(new Law(0.3, 0), TO_8, 3, ScalingNoise.GROWING));
    }

    /** Returns scenarios of throughput at two places. */
    public static List<ScalingScenario> withSpeedUp() {
        Law law = new Law(0.1, 0);
        List<Double> axis = List.of(1.0, 4.0);
        return List.of(
                of(law, axis, 2, ScalingNoise.LARGE),
                of(law, axis, 3, ScalingNoise.SMALL),
                of(law, axis, 3, ScalingNoise.LARGE),
                of(law, axis, 3, ScalingNoise.TAILS),
                of(law, axis, 3, ScalingNoise.SEARCHED),
                of(law, axis, 3, ScalingNoise.GROWING),
                of(law, axis, 6, ScalingNoise.LARGE));
    }

    /** Returns scenarios of memory that grows with the number of timers. */
    public static List<ScalingScenario> withSlope() {
        List<Double> three = List.of(1e3, 1e5, 1e6);
        List<Double> five = List.of(1e3, 1e4, 1e5, 1e6, 1e7);
        return List.of(
                memory(three, 2, ScalingNoise.LARGE),
                memory(three, 3, ScalingNoise.LARGE),
                memory(three, 3, ScalingNoise.FIXED),
                memory(five, 3, ScalingNoise.LARGE),
                memory(five, 3, ScalingNoise.TAILS),
                memory(five, 3, ScalingNoise.FIXED));
    }

    private static ScalingScenario of(Law law, List<Double> axis, int repeats, ScalingNoise noise) {
        return new ScalingScenario(law.words(), Optional.of(law), law::throughput, axis, repeats, noise);
    }

    /** As where the machine has so many cores, or the database is the limit. */
    private static ScalingScenario ceiling(int most, List<Double> axis, ScalingNoise noise) {
        return new ScalingScenario(
                "no more than " + most + " times", Optional.empty(), n -> Math.min(n, most), axis, 3, noise);
    }

    private static ScalingScenario saturation(List<Double> axis, ScalingNoise noise) {
        return new ScalingScenario(
                "slowly to a limit",
                Optional.empty(),
                n -> Math.pow(1 + Math.pow(n / 4, 3), -1.0 / 3) * n,
                axis,
                3,
                noise);
    }

    private static ScalingScenario memory(List<Double> axis, int repeats, ScalingNoise noise) {
        return new ScalingScenario("500 B each", Optional.empty(), n -> 200 * MEGABYTE + 500 * n, axis, repeats, noise);
    }

    /** Returns the places of the axis, the repeats and the noise. */
    public String design() {
        String places = axis.stream()
                .map(place -> place < 1_000
                        ? String.format(Locale.ROOT, "%.0f", place)
                        : String.format(Locale.ROOT, "1e%.0f", Math.log10(place)))
                .collect(Collectors.joining(" "));
        return places + " x" + repeats + ", " + noise.words();
    }

    List<MeasuredPoint> points(Random random) {
        // A search begins anywhere.
        double start = noise.step() > 1 ? random.nextDouble() : 0;
        return IntStream.range(0, axis.size())
                .mapToObj(i -> point(i, start, random))
                .toList();
    }

    private MeasuredPoint point(int index, double start, Random random) {
        double place = index / (axis.size() - 1.0);
        double truth = value.applyAsDouble(axis.get(index));
        List<Double> values = IntStream.range(0, repeats)
                .mapToObj(repeat -> noise.measured(truth, place, random))
                .toList();
        double step = noise.step();
        if (step == 1) {
            return new MeasuredPoint(axis.get(index), values);
        }
        List<Double> held = values.stream()
                .map(value -> Math.pow(step, Math.floor(Math.log(value) / Math.log(step) - start) + start))
                .toList();
        return new MeasuredPoint(
                axis.get(index), held, held.stream().map(rate -> rate * step).toList());
    }

    /** Shares of contention and coherency. */
    public record Law(double alpha, double beta) {
        private double throughput(double units) {
            return 1_000 * units / (1 + alpha * (units - 1) + beta * units * (units - 1));
        }

        double peak() {
            return beta == 0 ? Double.POSITIVE_INFINITY : Math.sqrt((1 - alpha) / beta);
        }

        private String words() {
            return beta == 0
                    ? String.format(Locale.ROOT, "serial share %.2f", alpha)
                    : String.format(Locale.ROOT, "peak at %.1f", peak());
        }
    }
}
