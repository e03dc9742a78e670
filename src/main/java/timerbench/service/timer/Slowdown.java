package timerbench.service.timer;

import java.time.Duration;

/**
 * Extra time that each operation takes: a regression on purpose, to try out gates. An operation is a timer in a batch
 * for the store, or a callback that is sent.
 *
 * @param cpu CPU time burnt for each operation
 * @param delay time slept for each batch and each callback
 */
public record Slowdown(Duration cpu, Duration delay) {
    public static final Slowdown NONE = new Slowdown(Duration.ZERO, Duration.ZERO);

    public Slowdown {
        if (cpu.isNegative() || delay.isNegative()) {
            throw new IllegalArgumentException("cpu and delay must not be negative, were " + cpu + " and " + delay);
        }
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
