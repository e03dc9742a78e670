package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The figures of a trial in windows of equal length. A new figure is a new series, and needs no new schema.
 *
 * @param from when the first window begins: the end of the warm-up
 * @param window a whole number of seconds
 * @param series each with a value for every window
 */
public record Timeline(
        Instant from, @JsonProperty("windowSeconds") Duration window, List<Series> series) {
    /** More windows would not make a plot clearer, only the files of long runs larger. */
    static final int MOST_WINDOWS = 720;

    private static final List<Integer> SECONDS = List.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600);

    /**
     * One figure over time.
     *
     * @param name in camel case; ends with the label if it is a percentile, such as {@code responseTimeP95}
     * @param values one for each window; empty if nothing was measured, or the sample does not support the percentile
     */
    public record Series(
            String name,
            @JsonUnwrapped MetricScope subject,
            Unit unit,

            @JsonSetter(contentNulls = Nulls.SET) @JsonSerialize(contentUsing = WindowValue.class)
            List<Optional<Double>> values) {
        public Series {
            Require.present(name, "series");
            values = List.copyOf(values);
            values.forEach(value -> value.ifPresent(known -> Require.measured(known, "series " + name)));
        }
    }

    /** Writes a value of a window, or null. Most values are whole, and there are thousands of them. */
    static final class WindowValue extends JsonSerializer<Optional<Double>> {
        @Override
        public void serialize(Optional<Double> value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            if (value.isEmpty()) {
                json.writeNull();
            } else if (value.get() == Math.rint(value.get()) && value.get() < 1e15) {
                json.writeNumber(value.get().longValue());
            } else {
                json.writeNumber(value.get());
            }
        }
    }

    public Timeline {
        series = List.copyOf(series);
        long seconds = window.toSeconds();
        Require.that(
                seconds > 0 && window.equals(Duration.ofSeconds(seconds)),
                "window must be whole seconds, was %s",
                window);
        record Key(String name, MetricScope subject) {}
        Set<Key> seen = new HashSet<>();
        for (Series each : series) {
            Require.that(
                    each.values().size() == series.get(0).values().size(),
                    "series %s has %d values, others have %d",
                    each.name(),
                    each.values().size(),
                    series.get(0).values().size());
            Require.that(seen.add(new Key(each.name(), each.subject())), "series %s occurs twice", each.name());
        }
    }

    /** Returns the shortest round window that divides the time into at most {@value #MOST_WINDOWS} parts. */
    public static Duration window(Duration measured) {
        int last = SECONDS.get(SECONDS.size() - 1);
        int seconds = SECONDS.stream()
                .filter(length -> measured.toSeconds() <= (long) length * MOST_WINDOWS)
                .findFirst()
                .orElse(last);
        return Duration.ofSeconds(seconds);
    }

    /** Returns the series with this name and subject; empty if there is none. */
    public Optional<Series> series(String name, MetricScope subject) {
        return series.stream()
                .filter(each -> each.name().equals(name) && each.subject().equals(subject))
                .findFirst();
    }

    /** Returns the number of windows. */
    public int count() {
        return series.isEmpty() ? 0 : series.get(0).values().size();
    }
}
