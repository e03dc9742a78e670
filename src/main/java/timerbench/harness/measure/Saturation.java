package timerbench.harness.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import timerbench.harness.run.Seconds;

/**
 * Whether the generator fell behind: of an open load, whose requests wait for nothing but the generator itself, fewer than
 * 98 % of those asked for were sent during the hold, and half a second's fewer, while the machine was at least 90 % busy. A
 * generator that stood still for a moment, or on an idle machine, shows in the start lag, but is not called saturated.
 */
public final class Saturation {
    private static final double LEAST_SENT = 0.98;
    private static final double SECONDS_BEHIND = 0.5;
    private static final double BUSY = 0.9;

    /**
     * Whether the generator was the bottleneck.
     *
     * @param text what was seen, in a sentence
     */
    public record Finding(boolean saturated, String text) {}

    private Saturation() {}

    /**
     * Returns what the hold shows; empty for a load that asks for no rate, or if the machine was not watched.
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
