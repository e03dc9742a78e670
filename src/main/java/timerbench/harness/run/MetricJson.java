package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a metric in {@code run.json}. What was measured is either a {@code value}, or a {@code count} of
 * samples with their distribution, or a {@code count} of 0 alone.
 */
record MetricJson(
        String name,
        @JsonUnwrapped MetricScope subject,
        Unit unit,
        Better better,
        Optional<Double> value,
        Optional<Long> count,
        Optional<Double> mean,
        Optional<Map<Percentile, Long>> percentiles,
        Optional<Long> max,
        Optional<String> histogram) {

    static MetricJson of(Metric metric) {
        Optional<Double> value =
                metric.measured() instanceof Measured.Value single ? Optional.of(single.value()) : Optional.empty();
        Optional<Distribution> samples =
                metric.measured() instanceof Distribution known ? Optional.of(known) : Optional.empty();
        return new MetricJson(
                metric.name(),
                metric.subject(),
                metric.unit(),
                metric.better(),
                value,
                value.isPresent()
                        ? Optional.empty()
                        : samples.map(Distribution::count).or(() -> Optional.of(0L)),
                samples.map(Distribution::mean),
                samples.map(Distribution::percentiles),
                samples.map(Distribution::max),
                samples.map(Distribution::histogram));
    }

    Metric metric() {
        return new Metric(name, subject, unit, better, measured());
    }

    private Measured measured() {
        if (value.isPresent()) {
            return new Measured.Value(value.get());
        }
        long samples = given(count, "value or count");
        if (samples == 0) {
            return new Measured.NoSamples();
        }
        return new Distribution(
                samples,
                given(mean, "mean"),
                given(percentiles, "percentiles"),
                given(max, "max"),
                given(histogram, "histogram"));
    }

    private static <T> T given(Optional<T> field, String name) {
        return field.orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
