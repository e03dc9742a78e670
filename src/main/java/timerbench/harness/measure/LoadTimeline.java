package timerbench.harness.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.monitor.Traffic;
import timerbench.harness.measure.requests.WindowHistograms;
import timerbench.harness.measure.requests.Windows;
import timerbench.harness.measure.requests.WindowsRecorder;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Seconds;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Unit;

/** Builds the timeline of a load, window by window: requests, callbacks, processes and the machine. */
public final class LoadTimeline {
    private static final long HALF_A_SECOND = 500;

    private final Windows windows;
    private final List<Timeline.Series> series = new ArrayList<>();

    public LoadTimeline(Windows windows) {
        this.windows = windows;
    }

    /** Adds the lateness and the rate of first callbacks. */
    public LoadTimeline with(List<LatenessSecond> seconds) {
        if (seconds.isEmpty()) {
            return this;
        }
        WindowHistograms lateness = new WindowHistograms(windows);
        double[] callbacks = new double[windows.count()];
        for (LatenessSecond second : seconds) {
            windows.at(second.second().toEpochMilli() + HALF_A_SECOND).ifPresent(window -> {
                lateness.in(window).add(Distribution.decoded(second.histogram()));
                callbacks[window] += second.callbacks();
            });
        }
        add(Metric.EXECUTIONS, MetricScope.trial(), Unit.PER_SECOND, perSecond(callbacks));
        series.addAll(lateness.series(Metric.LATENESS, MetricScope.trial(), Unit.MICROSECONDS, 1));
        return this;
    }

    /** Adds the rate of violations of each kind that occurred. */
    public LoadTimeline withViolations(Map<CallbackOutcome, Map<Instant, Long>> violations) {
        violations.keySet().stream().sorted().forEach(outcome -> {
            double[] counts = new double[windows.count()];
            violations
                    .get(outcome)
                    .forEach((second, count) -> windows.at(second.toEpochMilli() + HALF_A_SECOND)
                            .ifPresent(window -> counts[window] += count));
            add(outcome.metric(), MetricScope.trial(), Unit.PER_SECOND, perSecond(counts));
        });
        return this;
    }

    private List<Optional<Double>> perSecond(double[] counts) {
        return Arrays.stream(counts)
                .mapToObj(count -> rounded(count / windows.window().toSeconds()))
                .toList();
    }

    /** Adds the requested and the achieved rate of all requests together. */
    public LoadTimeline with(Seconds seconds) {
        if (!seconds.asked().isEmpty()) {
            add("asked", MetricScope.trial(), Unit.PER_SECOND, means(seconds.asked()));
        }
        add("got", MetricScope.trial(), Unit.PER_SECOND, means(seconds.succeeded()));
        add("failed", MetricScope.trial(), Unit.PER_SECOND, means(seconds.failed()));
        return this;
    }

    /** Returns the mean of each window. The last window may contain fewer seconds than the others. */
    private List<Optional<Double>> means(List<? extends Number> ofSeconds) {
        int length = Math.toIntExact(windows.window().toSeconds());
        List<Optional<Double>> values = windows.unmeasured();
        for (int from = 0, window = 0; from < ofSeconds.size() && window < windows.count(); from += length, window++) {
            double mean = ofSeconds.subList(from, Math.min(from + length, ofSeconds.size())).stream()
                    .mapToDouble(Number::doubleValue)
                    .average()
                    .orElseThrow();
            values.set(window, rounded(mean));
        }
        return values;
    }

    /** Adds the results of the requests in the log. */
    public LoadTimeline with(WindowsRecorder requests) {
        series.addAll(requests.series());
        return this;
    }

    /** Adds the resources that each process used. */
    public LoadTimeline with(Map<String, ProcessMonitor.Usage> usages) {
        usages.forEach((word, usage) -> {
            MetricScope process = MetricScope.process(word);
            List<ProcessMonitor.Sample> samples = usage.samples();
            List<Span> spans =
                    spans(samples.stream().map(ProcessMonitor.Sample::at).toList());
            add(
                    Metric.CPU_CORES,
                    process,
                    Unit.ONE,
                    rates(spans, i -> samples.get(i).cpuSeconds()));
            add(Metric.MEMORY, process, Unit.MEGABYTES, largest(samples, sample -> Optional.of(sample.memoryMb())));
            if (usage.peakWorkingSetMb().isPresent()) {
                add(Metric.WORKING_SET, process, Unit.MEGABYTES, largest(samples, ProcessMonitor.Sample::workingSetMb));
            }
            for (Traffic traffic : Traffic.values()) {
                if (usage.bytes(traffic).isPresent()) {
                    add(
                            traffic.metric(),
                            process,
                            Unit.BYTES_PER_SECOND,
                            rates(
                                    counted(spans, samples, traffic),
                                    i -> samples.get(i).bytes().get(traffic)));
                }
            }
        });
        return this;
    }

    private static List<Span> counted(List<Span> spans, List<ProcessMonitor.Sample> samples, Traffic traffic) {
        return spans.stream()
                .filter(span -> samples.get(span.sample()).bytes().containsKey(traffic))
                .toList();
    }

    /** Adds the load of the machine, its network and its block devices. */
    public LoadTimeline withMachine(List<ProcessMonitor.Busy> busy) {
        List<Span> spans = spans(busy.stream().map(ProcessMonitor.Busy::at).toList());
        add(
                "cpuBusy",
                MetricScope.trial(),
                Unit.ONE,
                means(spans, i -> busy.get(i).share()));
        List<ProcessMonitor.Transfer> network =
                busy.stream().map(ProcessMonitor.Busy::network).toList();
        addRate("networkReceived", spans, i -> network.get(i).in());
        addRate("networkSent", spans, i -> network.get(i).out());
        List<ProcessMonitor.Transfer> disks =
                busy.stream().flatMap(each -> each.disks().stream()).toList();
        if (disks.size() == busy.size()) {
            addRate("devicesRead", spans, i -> disks.get(i).in());
            addRate("devicesWritten", spans, i -> disks.get(i).out());
        }
        return this;
    }

    private void addRate(String name, List<Span> spans, IntToDoubleFunction bytes) {
        add(name, MetricScope.trial(), Unit.BYTES_PER_SECOND, rates(spans, bytes));
    }

    public Timeline timeline() {
        return new Timeline(windows.from(), windows.window(), series);
    }

    /** The time between two samples; the later one, by its number, contains the value. */
    private record Span(int sample, Instant from, Instant to) {
        double seconds() {
            return Duration.between(from, to).toNanos() / 1e9;
        }

        long middle() {
            return (from.toEpochMilli() + to.toEpochMilli()) / 2;
        }
    }

    private static List<Span> spans(List<Instant> samples) {
        List<Span> spans = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            if (samples.get(i).isAfter(samples.get(i - 1))) {
                spans.add(new Span(i, samples.get(i - 1), samples.get(i)));
            }
        }
        return spans;
    }

    /** Returns the use per second. */
    private List<Optional<Double>> rates(List<Span> spans, IntToDoubleFunction used) {
        return weighted(spans, span -> used.applyAsDouble(span.sample()));
    }

    /** Returns the mean of a share over time. */
    private List<Optional<Double>> means(List<Span> spans, IntToDoubleFunction share) {
        return weighted(spans, span -> share.applyAsDouble(span.sample()) * span.seconds());
    }

    private List<Optional<Double>> weighted(List<Span> spans, ToDoubleFunction<Span> amount) {
        double[] amounts = new double[windows.count()];
        double[] seconds = new double[windows.count()];
        for (Span span : spans) {
            windows.at(span.middle()).ifPresent(window -> {
                amounts[window] += amount.applyAsDouble(span);
                seconds[window] += span.seconds();
            });
        }
        List<Optional<Double>> values = windows.unmeasured();
        for (int i = 0; i < amounts.length; i++) {
            if (seconds[i] > 0) {
                values.set(i, rounded(amounts[i] / seconds[i]));
            }
        }
        return values;
    }

    private List<Optional<Double>> largest(
            List<ProcessMonitor.Sample> samples, Function<ProcessMonitor.Sample, Optional<Double>> megabytes) {
        List<Optional<Double>> values = windows.unmeasured();
        for (ProcessMonitor.Sample sample : samples) {
            megabytes
                    .apply(sample)
                    .ifPresent(mb -> windows.at(sample.at().toEpochMilli())
                            .ifPresent(window -> values.set(
                                    window, rounded(Math.max(values.get(window).orElse(0.0), mb)))));
        }
        return values;
    }

    private void add(String name, MetricScope subject, Unit unit, List<Optional<Double>> values) {
        series.add(new Timeline.Series(name, subject, unit, values));
    }

    private static Optional<Double> rounded(double value) {
        return Optional.of(JsonText.rounded(value));
    }
}
