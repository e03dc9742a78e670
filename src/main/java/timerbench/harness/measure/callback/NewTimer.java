package timerbench.harness.measure.callback;

import java.time.Instant;

/**
 * What a timer was created with, as far as its callbacks are judged by it.
 *
 * @param mostAttempts after which nothing more is owed
 * @param payload its {@link PayloadHash}; {@link PayloadHash#UNKNOWN} if callbacks do not hand it back
 * @param counted whether the timer is part of the load that counts; if not, its lateness is in no figure
 */
public record NewTimer(Instant executeAt, int mostAttempts, int payload, boolean counted) {}
