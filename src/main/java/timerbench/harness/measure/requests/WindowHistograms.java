package timerbench.harness.measure.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Unit;

/** The samples of one metric, window by window. */
public final class WindowHistograms {
    // Exact up to 255, within 1 % above: a plot shows no more.
    private static final int SIGNIFICANT_DIGITS = 2;

    private static final List<Percentile> SHOWN = List.of(Percentile.P50, Percentile.P95, Percentile.P99);

    private final Histogram[] histograms;

    public WindowHistograms(Windows windows) {
        histograms = new Histogram[windows.count()];
    }

    /** Returns the histogram of a window, to record into. */
    public Histogram in(int window) {
        if (histograms[window] == null) {
            Histogram added = new Histogram(SIGNIFICANT_DIGITS);
            added.setAutoResize(true);
            histograms[window] = added;
        }
        return histograms[window];
    }

    /** Returns the percentiles that each window's samples support, and the maximum. */
    public List<Timeline.Series> series(String metric, MetricScope subject, Unit unit, double unitsPerSample) {
        List<Timeline.Series> series = new ArrayList<>();
        for (Percentile percentile : SHOWN) {
            series.add(new Timeline.Series(
                    metric + "P" + percentile.label(),
                    subject,
                    unit,
                    values(
                            percentile.samplesNeeded(),
                            samples -> unitsPerSample
                                    * Math.min(
                                            samples.getMaxValue(),
                                            samples.getValueAtPercentile(percentile.percent())))));
        }
        series.add(new Timeline.Series(
                metric + "Max", subject, unit, values(1, samples -> unitsPerSample * samples.getMaxValue())));
        return series;
    }

    private List<Optional<Double>> values(long fewest, ToDoubleFunction<Histogram> figure) {
        List<Optional<Double>> values = new ArrayList<>();
        for (Histogram samples : histograms) {
            values.add(
                    samples == null || samples.getTotalCount() < fewest
                            ? Optional.empty()
                            : Optional.of(JsonText.rounded(figure.applyAsDouble(samples))));
        }
        return values;
    }
}
