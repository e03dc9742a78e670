package timerbench.harness.stats;

/**
 * How much of its level a test that looks after each value may have spent by then (Lan & DeMets 1983, Biometrika
 * 70(3), 659–663). The share is fixed before the first value, so the test can be ended at any look.
 *
 * @param level the most that is ever spent, above 0 and below 0.5
 * @param first the look before which nothing is spent
 * @param most the number of values, and so of the last look, with which the level is spent
 * @param curve 1 spends as much at each look after the first; a larger one spends later
 */
public record Spending(double level, int first, int most, double curve) {
    public Spending {
        if (!(curve > 0)) {
            throw new IllegalArgumentException("the curve must be above 0, was " + curve);
        }
        if (first < least(level) || most < first) {
            throw new IllegalArgumentException("wanted a first look from " + least(level) + " to " + most
                    + " values, was " + first + ": fewer show nothing at a level of " + level);
        }
    }

    /** Returns the least number of values that can show anything at a level: all have the same sign. */
    public static int least(double level) {
        if (!(level > 0 && level < 0.5)) {
            throw new IllegalArgumentException("a level must be above 0 and below 0.5, was " + level);
        }
        return (int) Math.ceil(-Math.log(level) / Math.log(2));
    }

    /** Returns how much may be spent by the look after n values. The first look may reject one choice of signs. */
    double by(int n) {
        if (n < first) {
            return 0;
        }
        double atFirst = most == first ? level : Math.scalb(1.0, -first);
        double passed = most == first ? 1 : Math.min(1, (double) (n - first) / (most - first));
        return atFirst + (level - atFirst) * Math.pow(passed, curve);
    }
}
