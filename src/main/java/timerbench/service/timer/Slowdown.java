package timerbench.service.timer;

import java.time.Duration;

/**
 * What each operation takes longer than it needs to: a regression on purpose, by which gates are tried out. An operation is
 * a timer in a batch for the store, or a callback that is sent.
 *
 * @param cpu burnt for each operation
 * @param delay slept for each batch, and for each callback
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
