package timerbench.harness.measure.monitor;

/**
 * How often the kernel held back processes that may use only so much CPU time in each period.
 *
 * @param periods in which the processes ran
 * @param throttled the periods in which they used up their CPU time and had to wait for the next
 * @param seconds that they waited, summed over the processors
 */
public record Throttling(long periods, long throttled, double seconds) {

    /** Returns the share of the periods in which the processes had to wait: 0 to 1, and NaN without any period. */
    public double share() {
        return (double) throttled / periods;
    }

    Throttling plus(Throttling other) {
        return new Throttling(periods + other.periods, throttled + other.throttled, seconds + other.seconds);
    }

    Throttling since(Throttling before) {
        return new Throttling(periods - before.periods, throttled - before.throttled, seconds - before.seconds);
    }
}
