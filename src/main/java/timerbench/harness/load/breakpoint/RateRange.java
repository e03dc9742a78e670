package timerbench.harness.load.breakpoint;

/**
 * The rates to try.
 *
 * @param start the first
 * @param factor how much higher each is than the one before, until one breaks
 * @param precision by what share the lowest that broke may be above the highest that held
 * @param most the highest
 */
public record RateRange(double start, double factor, double precision, double most) {
    public RateRange {
        var unused = new RateSearch(start, factor, precision, most);
    }

    RateSearch begin() {
        return new RateSearch(start, factor, precision, most);
    }

    /** Returns how many rates it takes at the most, if each but the broken ones is tried once. */
    int steps() {
        double up = Math.ceil(Math.log(most / start) / Math.log(factor)) + 1;
        double narrowing = Math.max(0, Math.ceil(Math.log(Math.log(factor) / Math.log1p(precision)) / Math.log(2)));
        return (int) (up + 2 * narrowing + 2);
    }
}
