package simulations.support;

import java.time.Duration;
import timerbench.harness.load.DueRange;

/**
 * The {@code timers} block of the settings: what the timers of all simulations are like, unless their callbacks
 * matter.
 *
 * @param dueFrom how far ahead they are due, spread evenly up to {@code dueTo}
 * @param payloads made at the start and used in turn
 * @param sized whether their sizes follow {@code feeders/payload-sizes.csv}; else they are small and alike
 * @param hotGroup the share of the timers that one group has, 0 to 1; 0 for the weights of {@code feeders/groups.csv}
 * @param seed of all that is drawn at random
 */
public record TimerSettings(
        Duration dueFrom, Duration dueTo, String callbackUrl, int payloads, boolean sized, double hotGroup, long seed) {
    public TimerSettings {
        if (dueTo.compareTo(dueFrom) < 0) {
            throw new IllegalArgumentException("dueTo must be no less than dueFrom, was " + dueTo);
        }
        if (payloads < 1) {
            throw new IllegalArgumentException("payloads must be at least 1, was " + payloads);
        }
        if (!(hotGroup >= 0 && hotGroup <= 1)) {
            throw new IllegalArgumentException("hotGroup must be a share from 0 to 1, was " + hotGroup);
        }
    }

    DueRange due() {
        return new DueRange(dueFrom, dueTo);
    }
}
