package timerbench.harness.judge.compare;

import java.util.Optional;

/**
 * What the bare driver of a database wrote just before a run: the measure that its throughput is held against.
 *
 * @param perSecond timers; absent if it failed
 * @param failure why there is no figure
 */
public record BareDriver(Optional<Double> perSecond, Optional<String> failure) {
    public BareDriver {
        if (perSecond.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("wanted either a rate of the bare driver or a reason why there is none");
        }
        perSecond.ifPresent(BareDriver::requireRate);
    }

    private static void requireRate(double perSecond) {
        if (!(perSecond > 0 && Double.isFinite(perSecond))) {
            throw new IllegalArgumentException("a bare driver writes more than 0 timers a second, was " + perSecond);
        }
    }

    /** One that wrote so many timers a second. */
    public static BareDriver wrote(double perSecond) {
        return new BareDriver(Optional.of(perSecond), Optional.empty());
    }

    /** One that failed, or whose database did not start, for this reason. */
    public static BareDriver failed(String reason) {
        return new BareDriver(Optional.empty(), Optional.of(reason));
    }
}
