package timerbench.harness.load.breakpoint;

/**
 * Rates to try, in requests a second.
 *
 * @param start the first
 * @param factor how much higher each rate is than the one before, until one breaks; above 1
 * @param precision the share by which the lowest rate that broke may be above the highest that held when the search
 *     ends; between 0 and 1
 * @param most the highest
 * @param lowest the lowest, as a share of the first; above 0, at most 1
 */
public record RateRange(double start, double factor, double precision, double most, double lowest) {
    public RateRange {
        require(start > 0 && Double.isFinite(start), "start must be finite and above 0, was ", start);
        require(factor > 1 && Double.isFinite(factor), "factor must be finite and above 1, was ", factor);
        require(precision > 0 && precision < 1, "precision must be between 0 and 1, was ", precision);
        require(
                most >= start && Double.isFinite(most),
                "most must be finite and at least start (" + start + "), was ",
                most);
        require(lowest > 0 && lowest <= 1, "lowest must be above 0 and at most 1, was ", lowest);
    }

    private static void require(boolean fulfilled, String message, double got) {
        if (!fulfilled) {
            throw new IllegalArgumentException(message + got);
        }
    }

    /** Returns the most rates that a search takes if it tries each once, except those that break. */
    int steps() {
        double up = Math.ceil(Math.log(most / start) / Math.log(factor)) + 1;
        double narrowing = Math.max(0, Math.ceil(Math.log(Math.log(factor) / Math.log1p(precision)) / Math.log(2)));
        return (int) (up + 2 * narrowing + 2);
    }
}
