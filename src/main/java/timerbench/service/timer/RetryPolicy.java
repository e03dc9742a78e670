package timerbench.service.timer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How often a callback is tried, and at which intervals.
 *
 * @param maxAttempts at least 1
 * @param maxAttemptsDuration the longest time from the first attempt to the last; empty: no limit
 * @param backoffMultiplier the ratio of each interval to the previous one; at least 1
 * @param maxInterval the longest interval
 */
public record RetryPolicy(
        int maxAttempts,
        Optional<Duration> maxAttemptsDuration,
        Duration initialInterval,
        double backoffMultiplier,
        Duration maxInterval) {
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(3, Optional.empty(), Duration.ofSeconds(1), 2.0, Duration.ofMinutes(5));

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, was " + maxAttempts);
        }
        if (!(backoffMultiplier >= 1) || Double.isInfinite(backoffMultiplier)) {
            throw new IllegalArgumentException("backoffMultiplier must be at least 1, was " + backoffMultiplier);
        }
    }

    /** Returns the time from a failed attempt to the next; the first attempt is 1. */
    public Duration intervalAfter(int attempt) {
        double millis = initialInterval.toMillis() * Math.pow(backoffMultiplier, attempt - 1.0);
        return millis < maxInterval.toMillis() ? Duration.ofMillis((long) millis) : maxInterval;
    }

    /** Formats the policy for stores: its components in order, {@code -} for no limit. */
    public String toText() {
        return String.join(
                " ",
                Integer.toString(maxAttempts),
                maxAttemptsDuration.map(ApiDuration::format).orElse("-"),
                ApiDuration.format(initialInterval),
                Double.toString(backoffMultiplier),
                ApiDuration.format(maxInterval));
    }

    /** Parses a text of {@link #toText}. */
    public static RetryPolicy ofText(String text) {
        List<String> parts = List.of(text.split(" ", -1));
        return new RetryPolicy(
                Integer.parseInt(parts.get(0)),
                Optional.of(parts.get(1)).filter(part -> !part.equals("-")).map(ApiDuration::parse),
                ApiDuration.parse(parts.get(2)),
                Double.parseDouble(parts.get(3)),
                ApiDuration.parse(parts.get(4)));
    }
}
