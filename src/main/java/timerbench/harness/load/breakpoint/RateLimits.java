package timerbench.harness.load.breakpoint;

import java.time.Duration;
import timerbench.harness.load.Thresholds;

/**
 * Limits within which a rate holds. Besides, no callback may be lost, and no backlog may grow.
 *
 * @param p95 of response times, from when requests were to start
 * @param latenessP95 of the callbacks that arrive during the step
 * @param errorRate the share of requests that may fail, 0 to 1
 */
public record RateLimits(Duration p95, Duration latenessP95, double errorRate) {
    public RateLimits {
        Thresholds.requireShare("errorRate", errorRate);
    }

    /** Returns the same limits, but for lateness, which may be larger by this. */
    public RateLimits later(Duration by) {
        return new RateLimits(p95, latenessP95.plus(by), errorRate);
    }
}
