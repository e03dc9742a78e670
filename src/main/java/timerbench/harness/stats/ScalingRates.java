package timerbench.harness.stats;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** Measures how often the intervals of scaling contain the truth, with simulated measurements. */
public final class ScalingRates {
    private static final double CONFIDENCE = 0.95;

    private final long[] seeds;

    /**
     * @param simulations of each scenario
     * @param seed of the noise
     */
    public ScalingRates(int simulations, long seed) {
        if (simulations < 1) {
            throw new IllegalArgumentException("simulations must be at least 1, was " + simulations);
        }
        this.seeds = new SplittableRandom(seed).longs(simulations).toArray();
    }

    /**
     * How the Universal Scalability Law does.
     *
     * @param contention the share of intervals that contain the true contention; absent if there is no true law
     * @param coherency the share that contain the true coherency
     * @param peak the share of intervals of the peak, shown or not, that contain the true peak
     * @param low the median of their lower limits
     * @param high the median of their upper limits, may be infinite
     * @param shown the number of simulations in which a peak is shown
     */
    public record LawRates(
            Optional<Double> contention,
            Optional<Double> coherency,
            Optional<Double> peak,
            double low,
            double high,
            int shown) {}

    /** Simulates the Universal Scalability Law. */
    public LawRates law(ScalingScenario scenario) {
        List<Fit> fits = simulated(seed -> Fit.of(scenario, seed));
        Optional<ScalingScenario.Law> truth = scenario.law();
        return new LawRates(
                truth.map(law -> share(fits, fit -> contains(fit.usl.contention(), law.alpha()))),
                truth.map(law -> share(fits, fit -> contains(fit.usl.coherency(), law.beta()))),
                truth.map(law -> share(fits, fit -> fit.peak.contain(law.peak()))),
                median(fits, fit -> fit.peak.low()),
                median(fits, fit -> fit.peak.high()),
                (int) fits.stream().filter(fit -> fit.usl.peak().isPresent()).count());
    }

    private record Fit(Usl usl, LogPoints.Limits peak) {
        static Fit of(ScalingScenario scenario, long seed) {
            LogPoints points = LogPoints.of(scenario.points(new Random(seed)));
            List<ScalingLaw> resamples = points.resampled(true, seed);
            return new Fit(Usl.of(points, resamples), points.peak(resamples));
        }
    }

    /** Returns the share of intervals that contain the true serial share of Amdahl's law. */
    public double serialShare(ScalingScenario scenario) {
        double truth = scenario.law().orElseThrow().alpha();
        return share(
                simulated(seed ->
                        Amdahl.of(scenario.points(new Random(seed)), seed).orElseThrow()),
                fit -> contains(fit.serial(), truth));
    }

    /** Returns the share of intervals that contain the true speed-up from the first place to the last. */
    public double speedUp(ScalingScenario scenario) {
        int last = scenario.axis().size() - 1;
        double truth = scenario.value().applyAsDouble(scenario.axis().get(last))
                / scenario.value().applyAsDouble(scenario.axis().get(0));
        return share(
                simulated(seed -> Scaling.of(scenario.points(new Random(seed)), CONFIDENCE)
                        .get(last)
                        .speedUp()
                        .orElseThrow()),
                ratio -> ratio.interval().orElseThrow().contains(truth));
    }

    /** Returns the share of intervals that contain the true slope. */
    public double slope(ScalingScenario scenario) {
        double truth = scenario.value().applyAsDouble(1) - scenario.value().applyAsDouble(0);
        return share(
                simulated(seed -> LinearFit.of(scenario.points(new Random(seed)), CONFIDENCE)
                        .orElseThrow()),
                fit -> contains(fit.slope(), truth));
    }

    /**
     * What is said about timers that are placed at random.
     *
     * @param aboveMedian the share with a largest count above the median that is stated for it
     * @param aboveHigh the share with one above the value that is stated for 5 %
     * @param unlikely the share with a chi-square p below 5 %
     */
    public record EvennessRates(double aboveMedian, double aboveHigh, double unlikely) {}

    /** Simulates random placing of timers in shards, at least five in each on average. */
    public EvennessRates evenness(int shards, int timers) {
        List<Evenness> all = simulated(
                seed -> Evenness.of(placed(new Random(seed), shards, timers)).orElseThrow());
        return new EvennessRates(
                share(all, one -> one.largestOverMean() > one.randomMedian()),
                share(all, one -> one.largestOverMean() > one.randomHigh()),
                share(all, one -> one.chiSquareP().orElseThrow() < 1 - CONFIDENCE));
    }

    private static long[] placed(Random random, int shards, int timers) {
        long[] counts = new long[shards];
        for (int i = 0; i < timers; i++) {
            counts[random.nextInt(shards)]++;
        }
        return counts;
    }

    /** Returns what each simulation gives, in an order that does not depend on the number of threads. */
    private <T> List<T> simulated(LongFunction<T> simulation) {
        return LongStream.of(seeds).parallel().mapToObj(simulation).toList();
    }

    private static boolean contains(Estimate estimate, double truth) {
        return estimate.interval().orElseThrow().contains(truth);
    }

    private static <T> double share(List<T> all, Predicate<T> is) {
        return (double) all.stream().filter(is).count() / all.size();
    }

    private static <T> double median(List<T> all, ToDoubleFunction<T> value) {
        double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
