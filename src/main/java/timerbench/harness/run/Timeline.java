package timerbench.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A trial in windows of time, all of one length. In long form: a further figure is a further series, and changes no schema.
 *
 * @param from when the first window begins: the end of the warm-up
 * @param window a whole number of seconds
 * @param series each with a value for every window
 */
public record Timeline(Instant from, Duration window, List<Series> series) {
    /** More are no plainer in a plot, and make large files of long runs. */
    static final int MOST_WINDOWS = 720;

    private static final List<Integer> SECONDS = List.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600);

    /**
     * One figure over time.
     *
     * @param name in camel case; of a percentile with its label, such as {@code responseTimeP95}
     * @param values one a window; empty where nothing was measured, or the sample does not support the percentile
     */
    public record Series(String name, MetricScope subject, Unit unit, List<Optional<Double>> values) {
        public Series {
            Require.present(name, "series");
            values = List.copyOf(values);
            values.forEach(value -> value.ifPresent(known -> Require.measured(known, "series " + name)));
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

    /** Returns the shortest window, a round one, of which so long a time has no more than {@value #MOST_WINDOWS}. */
    public static Duration window(Duration measured) {
        int last = SECONDS.get(SECONDS.size() - 1);
        int seconds = SECONDS.stream()
                .filter(length -> measured.toSeconds() <= (long) length * MOST_WINDOWS)
                .findFirst()
                .orElse(last);
        return Duration.ofSeconds(seconds);
    }

    /** Returns the series of that name and subject, or nothing if there is none. */
    public Optional<Series> series(String name, MetricScope subject) {
        return series.stream()
                .filter(each -> each.name().equals(name) && each.subject().equals(subject))
                .findFirst();
    }

    /** Returns how many windows there are. */
    public int count() {
        return series.isEmpty() ? 0 : series.get(0).values().size();
    }
}
