package timerbench.harness.stats;

import java.util.Arrays;

/**
 * Laws of three parameters whose throughput rises to a limit and never falls.
 *
 * <p>The Universal Scalability Law fits a peak to throughput that merely ends rising, as it does where a database or
 * the machine is the limit. So a peak is shown only if these laws do not describe the points.
 */
enum PeaklessLaw {
    /** Amdahl's law up to a number of units, and no change from there on. */
    CAPPED {
        @Override
        double log(double units, double most, double u, double v) {
            double capped = Math.min(units, Math.pow(most, u));
            return Math.log(capped) - Math.log1p(v * (capped - 1));
        }
    },
    /**
     * A bend as sharp as one likes between a straight line and a ceiling: 1 / X<sup>p</sup> = 1 / (γN)<sup>p</sup> +
     * 1 / C<sup>p</sup>. With p = 1 it is Amdahl's law.
     */
    BENT {
        @Override
        double log(double units, double most, double u, double v) {
            double sharpness = 1 / Math.max(v, 0.01);
            // The bend lies from a tenth of the smallest value to ten times the largest.
            double bend = Math.log(0.1) + u * Math.log(100 * most);
            return Math.log(units) - Math.log1p(Math.exp(sharpness * (Math.log(units) - bend))) / sharpness;
        }
    };

    private static final int GRID = 40;
    private static final int ZOOMS = 4;
    private static final double ZOOM = 0.1;

    /**
     * Returns the logarithm of throughput without the factor γ.
     *
     * @param units from 1
     * @param most the largest number of units
     * @param u 0 to 1
     * @param v 0 to 1
     */
    abstract double log(double units, double most, double u, double v);

    /** Returns the least weighted sum of squared deviations that any of the laws has. */
    static double leastSquares(ScalingLaw.Data data) {
        return Arrays.stream(values())
                .mapToDouble(law -> law.search(data))
                .min()
                .orElseThrow();
    }

    /** Searches a grid, and finer ones around the best. */
    private double search(ScalingLaw.Data data) {
        double best = Double.POSITIVE_INFINITY;
        double middleU = 0.5;
        double middleV = 0.5;
        double width = 1;
        for (int zoom = 0; zoom < ZOOMS; zoom++) {
            double fromU = middleU - width / 2;
            double fromV = middleV - width / 2;
            for (int i = 0; i <= GRID; i++) {
                for (int j = 0; j <= GRID; j++) {
                    double u = Math.min(1, Math.max(0, fromU + width * i / GRID));
                    double v = Math.min(1, Math.max(0, fromV + width * j / GRID));
                    double squares = squares(data, u, v);
                    if (squares < best) {
                        best = squares;
                        middleU = u;
                        middleV = v;
                    }
                }
            }
            width *= ZOOM;
        }
        return best;
    }

    private double squares(ScalingLaw.Data data, double u, double v) {
        double[] units = data.units();
        double[] rest = new double[units.length];
        Arrays.setAll(rest, i -> data.logs()[i] - log(units[i], units[units.length - 1], u, v));
        return data.squares(rest);
    }
}
