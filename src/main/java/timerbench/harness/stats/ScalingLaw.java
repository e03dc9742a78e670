package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresFactory;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;

/**
 * The throughput X(N) = γN / (1 + α(N − 1) + βN(N − 1)) of N units, with 0 ≤ α ≤ 1 and β ≥ 0.
 *
 * @param logGamma the natural logarithm of γ
 * @param squares the weighted sum of the squared deviations of logarithms from the law
 */
record ScalingLaw(double logGamma, double alpha, double beta, double squares) {
    /** Most fits take fewer than ten. A fit to wild resamples may creep; it ends where it is. */
    private static final int ITERATIONS = 100;

    /** Keeps the logarithm of the law finite where the optimizer tries shares below 0. */
    private static final double LEAST_DIVISOR = 1e-9;

    /**
     * Fits the law to logarithms of throughputs by the method of Levenberg and Marquardt. Noise is a share of the
     * throughput, so the logarithm has the same noise everywhere.
     *
     * <p>If the best law has a share outside its limits, the best one within them lies on a limit. So it is the best
     * of those laws on a limit whose other share is within. A transformation of the shares would move the limits to
     * infinity, where the optimizer does not arrive.
     *
     * @param withCoherency false keeps β at 0
     */
    static ScalingLaw fit(Data data, boolean withCoherency) {
        ScalingLaw start = data.law(0.1, withCoherency ? 0.01 : 0);
        ScalingLaw free = free(data, withCoherency, start);
        if (free.isAllowed()) {
            return free;
        }
        Stream<ScalingLaw> limits = Stream.of(data.law(0, 0), data.law(1, 0), free(data, false, start));
        if (withCoherency) {
            Optional<Double> any = Optional.empty();
            limits = Stream.concat(
                    limits,
                    Stream.of(fit(data, Optional.of(0.0), any, start), fit(data, Optional.of(1.0), any, start)));
        }
        return limits.filter(ScalingLaw::isAllowed)
                .min(Comparator.comparingDouble(ScalingLaw::squares))
                .orElseThrow();
    }

    /**
     * Fits the law without limits of the shares.
     *
     * @param start where the optimizer begins
     */
    static ScalingLaw free(Data data, boolean withCoherency, ScalingLaw start) {
        return fit(data, Optional.empty(), withCoherency ? Optional.empty() : Optional.of(0.0), start);
    }

    private boolean isAllowed() {
        return alpha >= 0 && alpha <= 1 && beta >= 0;
    }

    /** Returns α within its limits. */
    double contention() {
        return Math.min(1, Math.max(0, alpha));
    }

    /** Returns β within its limits. */
    double coherency() {
        return Math.max(0, beta);
    }

    /** Returns the number of units with the highest throughput, at least 1; infinite if it never falls. */
    double peak() {
        return beta <= 0 ? Double.POSITIVE_INFINITY : Math.max(1, Math.sqrt(Math.max(0, 1 - alpha) / beta));
    }

    double throughput(double units) {
        return Math.exp(logGamma) * units / divisor(units, alpha, beta);
    }

    private static double divisor(double units, double alpha, double beta) {
        return Math.max(LEAST_DIVISOR, 1 + alpha * (units - 1) + beta * units * (units - 1));
    }

    /** Fits those shares that are not given. γ follows from them: its logarithm is a mean. */
    private static ScalingLaw fit(Data data, Optional<Double> alpha, Optional<Double> beta, ScalingLaw start) {
        boolean both = alpha.isEmpty() && beta.isEmpty();
        double[] shares = both
                ? new double[] {start.alpha, start.beta}
                : new double[] {alpha.isEmpty() ? start.alpha : start.beta};
        MultivariateJacobianFunction model = point -> {
            double a = alpha.orElseGet(() -> point.getEntry(0));
            double b = beta.orElseGet(() -> point.getEntry(both ? 1 : 0));
            return data.deviations(a, b, alpha.isEmpty(), beta.isEmpty());
        };
        RealVector found = new LevenbergMarquardtOptimizer()
                .optimize(LeastSquaresFactory.create(
                        model,
                        new ArrayRealVector(data.units().length),
                        new ArrayRealVector(shares, false),
                        (iteration, before, now) -> iteration >= ITERATIONS,
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE))
                .getPoint();
        return data.law(alpha.orElseGet(() -> found.getEntry(0)), beta.orElseGet(() -> found.getEntry(both ? 1 : 0)));
    }

    /** Means of the logarithms of throughputs. */
    static final class Data {
        private final double[] units;
        private final double[] logs;
        private final double[] weights;

        /**
         * @param units N of each point
         * @param logs the mean of each point
         * @param weights the number of values of each point
         */
        Data(double[] units, double[] logs, double[] weights) {
            this.units = units;
            this.logs = logs;
            this.weights = weights;
        }

        /** Returns N of each point, ascending. */
        double[] units() {
            return units;
        }

        /** Returns the mean of each point. */
        double[] logs() {
            return logs;
        }

        /** Returns the number of values of each point. */
        double[] weights() {
            return weights;
        }

        ScalingLaw law(double alpha, double beta) {
            double[] rest = rest(alpha, beta);
            return new ScalingLaw(mean(rest), alpha, beta, squares(rest));
        }

        /** Returns the weighted sum of the squared deviations of values from their mean. */
        double squares(double[] values) {
            double mean = mean(values);
            double squares = 0;
            for (int i = 0; i < values.length; i++) {
                squares += weights[i] * (values[i] - mean) * (values[i] - mean);
            }
            return squares;
        }

        /** Returns what is left of the logarithms without the shares: ln γ and the noise. */
        private double[] rest(double alpha, double beta) {
            double[] rest = new double[logs.length];
            Arrays.setAll(rest, i -> logs[i] - Math.log(units[i]) + Math.log(divisor(units[i], alpha, beta)));
            return rest;
        }

        private double mean(double[] values) {
            double sum = 0;
            double weight = 0;
            for (int i = 0; i < values.length; i++) {
                sum += weights[i] * values[i];
                weight += weights[i];
            }
            return sum / weight;
        }

        private Pair<RealVector, RealMatrix> deviations(double alpha, double beta, boolean byAlpha, boolean byBeta) {
            double[] rest = rest(alpha, beta);
            double[][] columns = new double[(byAlpha ? 1 : 0) + (byBeta ? 1 : 0)][rest.length];
            for (int i = 0; i < rest.length; i++) {
                double divisor = divisor(units[i], alpha, beta);
                if (byAlpha) {
                    columns[0][i] = (units[i] - 1) / divisor;
                }
                if (byBeta) {
                    columns[columns.length - 1][i] = units[i] * (units[i] - 1) / divisor;
                }
            }
            center(rest);
            Array2DRowRealMatrix jacobian = new Array2DRowRealMatrix(rest.length, columns.length);
            for (int column = 0; column < columns.length; column++) {
                center(columns[column]);
                jacobian.setColumn(column, columns[column]);
            }
            return new Pair<>(new ArrayRealVector(rest, false), jacobian);
        }

        /** Takes the mean off, which is the part of γ, and weighs. */
        private void center(double[] values) {
            double mean = mean(values);
            Arrays.setAll(values, i -> Math.sqrt(weights[i]) * (values[i] - mean));
        }
    }
}
