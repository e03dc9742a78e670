package timerbench.harness.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import timerbench.harness.measure.monitor.Throttling;
import timerbench.harness.run.Seconds;

/**
 * Finds out whether the generator fell behind. Only an open load shows it, because its requests wait for nothing but
 * the generator. The generator is saturated if three conditions hold: it sent less than 98 % of the requested number
 * during the hold, at least one request and half a second's requests are missing, and it had too little CPU time: the
 * machine was at least 90 % busy, or the limit on its own CPU time held it back in at least 10 % of the periods. A
 * generator that paused for a moment, or on an idle machine, has a start lag but is not saturated.
 */
public final class Saturation {
    private static final double LEAST_SENT = 0.98;
    private static final double SECONDS_BEHIND = 0.5;
    private static final double BUSY = 0.9;
    private static final double THROTTLED = 0.1;

    /**
     * The finding.
     *
     * @param text the observation, as a sentence
     */
    public record Finding(boolean saturated, String text) {}

    private Saturation() {}

    /**
     * Returns the finding for the hold; empty for a load without a requested rate, or if the machine was not
     * monitored.
     *
     * @param from the first second of the hold, counted from 0
     * @param to the second after its last
     * @param throttled how its CPU time was limited; empty without a limit
     */
    public static Optional<Finding> of(Seconds seconds, int from, int to, Optional<Throttling> throttled) {
        int end = Math.min(to, seconds.count());
        if (seconds.asked().isEmpty() || seconds.cpuBusy().isEmpty() || end <= from) {
            return Optional.empty();
        }
        double asked = sum(seconds.asked(), from, end);
        double sent = sum(seconds.started(), from, end);
        double busy = sum(seconds.cpuBusy(), from, end) / (end - from);
        String text = String.format(
                        Locale.ROOT,
                        "the generator sent %.0f of the %.0f requests asked for in the hold; the machine was %.0f %% busy",
                        sent,
                        asked,
                        busy * 100)
                + throttled
                        .map(limit -> String.format(
                                Locale.ROOT,
                                ", and its CPU limit held it back in %.0f %% of the periods",
                                limit.share() * 100))
                        .orElse("");
        // One of many injectors may have none of a few requests.
        double most = asked - Math.max(1, SECONDS_BEHIND * asked / (end - from));
        boolean isBehind = sent < LEAST_SENT * asked && sent < most;
        boolean isShort = busy >= BUSY
                || throttled.filter(limit -> limit.share() >= THROTTLED).isPresent();
        return Optional.of(new Finding(isBehind && isShort, text));
    }

    private static double sum(List<? extends Number> values, int from, int to) {
        return values.subList(from, to).stream()
                .mapToDouble(Number::doubleValue)
                .sum();
    }
}
