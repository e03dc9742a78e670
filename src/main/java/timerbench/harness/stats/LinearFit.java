package timerbench.harness.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The straight line through points by least squares, with confidence intervals.
 *
 * <p>Where x spans powers of ten, the largest x decides the slope, and noise often grows with y. Student's interval
 * takes the noise as equal everywhere. With noise of 5 % of y and x from 1,000 to 10,000,000, its 95 % intervals
 * contained the slope in 58 % of simulations with three repeats, and Sen's (1968, J. Am. Stat. Assoc. 63, 1379–1389)
 * in 89 %. So the error is that of the means at each x, each with its own variance, with the degrees of freedom of
 * Welch and Satterthwaite (Satterthwaite 1946, Biometrics Bulletin 2, 110–114). Student's is taken where it is wider:
 * it includes how far points are off the line. {@code ./timer-bench sweep calibrate} measures the coverage.
 *
 * @param slope in units of y per unit of x
 * @param intercept y at x = 0
 */
public record LinearFit(Estimate slope, Estimate intercept) {
    /** The share of the largest value that rounding may leave as spread. */
    private static final double NO_SPREAD = 1e-12;

    /**
     * Returns the line, or nothing if there are fewer than two points. It has no intervals if a point has a single
     * repeat, or if repeats do not differ.
     *
     * @param points x with repeats of y, in any order, all at different x
     * @param confidence how often such an interval contains the true value: 0.95 for 95 %
     */
    public static Optional<LinearFit> of(List<MeasuredPoint> points, double confidence) {
        if (points.stream().mapToDouble(MeasuredPoint::at).distinct().count() != points.size()) {
            throw new IllegalArgumentException("points must be at different values, were " + points);
        }
        return points.size() < 2
                ? Optional.empty()
                : Optional.of(of(points.stream().map(Place::of).toList(), confidence, middle(points)));
    }

    private static double middle(List<MeasuredPoint> points) {
        return points.stream()
                .flatMapToDouble(point -> point.repeats().stream().mapToDouble(value -> point.at()))
                .average()
                .orElseThrow();
    }

    private static LinearFit of(List<Place> places, double confidence, double middle) {
        int count = places.stream().mapToInt(Place::count).sum();
        double squares = places.stream()
                .mapToDouble(place -> place.count * (place.x - middle) * (place.x - middle))
                .sum();
        double[] forSlope = places.stream()
                .mapToDouble(place -> place.count * (place.x - middle) / squares)
                .toArray();
        double[] forIntercept = new double[forSlope.length];
        Arrays.setAll(forIntercept, i -> (double) places.get(i).count / count - middle * forSlope[i]);
        double slope = sum(forSlope, places);
        double intercept = sum(forIntercept, places);
        double rest = places.stream()
                .mapToDouble(place -> place.squaresAround(intercept + slope * place.x))
                .sum();
        Noise noise = new Noise(places, rest, count, confidence);
        return new LinearFit(noise.estimate(slope, forSlope), noise.estimate(intercept, forIntercept));
    }

    private static double sum(double[] weights, List<Place> places) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * places.get(i).mean;
        }
        return sum;
    }

    /**
     * The values at an x.
     *
     * @param squares the sum of the squared deviations from the mean
     */
    private record Place(double x, int count, double mean, double squares) {
        static Place of(MeasuredPoint point) {
            double[] values = point.values();
            double mean = Arrays.stream(values).average().orElseThrow();
            double squares =
                    Arrays.stream(values).map(y -> (y - mean) * (y - mean)).sum();
            return new Place(point.at(), values.length, mean, squares);
        }

        double squaresAround(double y) {
            return squares + count * (mean - y) * (mean - y);
        }

        boolean hasSpread() {
            return Math.sqrt(squares) > NO_SPREAD * Math.abs(mean);
        }
    }

    /** @param rest the sum of the squared deviations of all values from the line */
    private record Noise(List<Place> places, double rest, int count, double confidence) {

        /** @param weights of the means, whose sum the value is */
        Estimate estimate(double value, double[] weights) {
            if (places.stream().anyMatch(place -> place.count < 2)
                    || places.stream().noneMatch(Place::hasSpread)) {
                return new Estimate(value, Optional.empty());
            }
            double margin = Math.max(welch(weights), student(weights));
            return new Estimate(value, Optional.of(new Interval(value - margin, value + margin, confidence)));
        }

        private double welch(double[] weights) {
            double error = 0;
            double perFreedom = 0;
            for (int i = 0; i < weights.length; i++) {
                Place place = places.get(i);
                int freedom = place.count - 1;
                double part = weights[i] * weights[i] * place.squares / freedom / place.count;
                error += part;
                perFreedom += part * part / freedom;
            }
            return error == 0 ? 0 : quantile(error * error / perFreedom) * Math.sqrt(error);
        }

        private double student(double[] weights) {
            double factor = 0;
            for (int i = 0; i < weights.length; i++) {
                factor += weights[i] * weights[i] / places.get(i).count;
            }
            return quantile(count - 2) * Math.sqrt(rest / (count - 2) * factor);
        }

        private double quantile(double freedom) {
            return TDistribution.of(freedom).inverseSurvivalProbability((1 - confidence) / 2);
        }
    }
}
