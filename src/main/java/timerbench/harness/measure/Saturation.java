package timerbench.harness.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import timerbench.harness.run.Seconds;

/**
 * Finds out whether the generator fell behind. Only an open load shows it, because its requests wait for nothing but
 * the generator. The generator is saturated if three conditions hold: it sent less than 98 % of the requested number
 * during the hold, at least half a second's requests are missing, and the machine was at least 90 % busy. A generator
 * that paused for a moment, or on an idle machine, has a start lag but is not saturated.
 */
public final class Saturation {
    private static final double LEAST_SENT = 0.98;
    private static final double SECONDS_BEHIND = 0.5;
    private static final double BUSY = 0.9;

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
     */
    public static Optional<Finding> of(Seconds seconds, int from, int to) {
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
                busy * 100);
        boolean isBehind = sent < LEAST_SENT * asked && sent < asked - SECONDS_BEHIND * asked / (end - from);
        return Optional.of(new Finding(isBehind && busy >= BUSY, text));
    }

    private static double sum(List<? extends Number> values, int from, int to) {
        return values.subList(from, to).stream()
                .mapToDouble(Number::doubleValue)
                .sum();
    }
}
