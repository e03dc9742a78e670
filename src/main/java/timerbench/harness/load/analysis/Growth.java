package timerbench.harness.load.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.run.Better;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Period;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.stats.Slope;

/**
 * Growth of a target under a steady load, whether it gets slower, later, larger or busier: the trends over the hold
 * of the mean response time, of the lateness of callbacks (the medians of seconds, weighted by their callbacks),
 * and of the memory and CPU time of the service.
 */
public final class Growth implements Analysis {
    /**
     * The most that each may be shown to grow over the hold, as a share of its mean.
     *
     * @param responseTime of all operations together
     * @param memory of the service, as {@code cpu}
     */
    public record Limits(double responseTime, double lateness, double memory, double cpu) {
        public Limits {
            for (double limit : new double[] {responseTime, lateness, memory, cpu}) {
                if (!(limit >= 0)) {
                    throw new IllegalArgumentException("a limit must be 0 or more, was " + limit);
                }
            }
        }
    }

    private static final double CONFIDENCE = 0.95;
    private static final int MOST_WINDOWS = 60;

    /** Growth of one metric; the names of its figures begin with {@code name}. */
    private record Finding(
            String name, MetricScope subject, String what, String unit, double limit, Optional<Slope> slope) {}

    private final Limits limits;
    private List<Finding> findings = List.of();

    /** Sum of weighted values. */
    private static final class Sum {
        private double values;
        private double weights;

        void add(double value, double weight) {
            values += value * weight;
            weights += weight;
        }
    }

    public Growth(Limits limits) {
        this.limits = limits;
    }

    @Override
    public Trial complete(Trial trial, Context context) {
        Optional<Windows> windows = trial.hold().map(Windows::of);
        if (windows.isEmpty()) {
            return trial;
        }
        Windows hold = windows.get();
        findings = new ArrayList<>();
        findings.add(new Finding(
                "responseTime",
                MetricScope.trial(),
                "response time",
                "ms",
                limits.responseTime(),
                hold.slope(responseTimes(context.requests()))));
        findings.add(new Finding(
                "lateness", MetricScope.trial(), "lateness", "us", limits.lateness(), hold.slope(lateness(context))));
        ProcessMonitor.Usage usage = context.usages().get(MetricScope.SERVICE);
        if (usage == null) {
            return trial.with(metrics())
                    .withNotes(texts("memory and CPU of the service: not measured, it runs elsewhere"));
        }
        MetricScope service = MetricScope.process(MetricScope.SERVICE);
        findings.add(new Finding(
                "memory", service, "memory of the service", "MB", limits.memory(), hold.slope(memory(usage))));
        findings.add(new Finding("cpu", service, "CPU of the service", "cores", limits.cpu(), hold.slope(cpu(usage))));
        return trial.with(metrics()).withNotes(texts());
    }

    private List<String> texts(String... more) {
        return Stream.concat(findings.stream().map(Growth::text), Stream.of(more))
                .toList();
    }

    private static Map<Instant, Sum> responseTimes(RequestTable requests) {
        Map<Instant, Sum> values = new TreeMap<>();
        requests.forEach(row -> {
            if (row.ok() && !row.operation().equals(Requests.CALLBACK)) {
                values.computeIfAbsent(requests.at(row.endSecond()), at -> new Sum())
                        .add(row.responseMillis(), (double) row.count());
            }
        });
        return values;
    }

    private static Map<Instant, Sum> lateness(Context context) {
        Map<Instant, Sum> values = new TreeMap<>();
        for (LatenessSecond second : context.lateness()) {
            values.computeIfAbsent(second.second(), at -> new Sum())
                    .add((double) second.p50Micros(), (double) second.callbacks());
        }
        return values;
    }

    private static Map<Instant, Sum> memory(ProcessMonitor.Usage usage) {
        Map<Instant, Sum> values = new TreeMap<>();
        usage.samples()
                .forEach(sample ->
                        values.computeIfAbsent(sample.at(), at -> new Sum()).add(sample.memoryMb(), 1));
        return values;
    }

    /** The CPU time between two samples is weighted by the time between them. */
    private static Map<Instant, Sum> cpu(ProcessMonitor.Usage usage) {
        Map<Instant, Sum> values = new TreeMap<>();
        List<ProcessMonitor.Sample> samples = usage.samples();
        for (int i = 1; i < samples.size(); i++) {
            double seconds =
                    Duration.between(samples.get(i - 1).at(), samples.get(i).at())
                                    .toNanos()
                            / 1e9;
            if (seconds > 0) {
                values.computeIfAbsent(samples.get(i).at(), at -> new Sum())
                        .add(samples.get(i).cpuSeconds() / seconds, seconds);
            }
        }
        return values;
    }

    /** Metrics are never negative, so growth over the hold and the bounds of its interval are reported as factors. */
    private List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        for (Finding finding : findings) {
            finding.slope().ifPresent(slope -> {
                add(metrics, finding, "Growth", slope.relativeChange());
                add(metrics, finding, "GrowthLow", slope.lowRelativeChange());
                add(metrics, finding, "GrowthHigh", slope.highRelativeChange());
            });
        }
        return metrics;
    }

    private static void add(List<Metric> metrics, Finding finding, String name, Optional<Double> change) {
        change.map(share -> 1 + share)
                .filter(factor -> factor >= 0)
                .ifPresent(factor -> metrics.add(new Metric(
                        finding.name() + name, finding.subject(), Unit.ONE, Better.LOWER, new Measured.Value(factor))));
    }

    private static String text(Finding finding) {
        return finding.slope()
                .flatMap(slope -> slope.relativeChange()
                        .map(change -> String.format(
                                Locale.ROOT,
                                "%s: %+.1f %% over the hold, at 95 %% confidence %+.1f to %+.1f %% (%+.3g %s an hour;"
                                        + " mean %.3g, %d windows that count as %.0f)",
                                finding.what(),
                                change * 100,
                                slope.lowRelativeChange().orElseThrow() * 100,
                                slope.highRelativeChange().orElseThrow() * 100,
                                slope.perHour(),
                                finding.unit(),
                                slope.mean(),
                                slope.windows(),
                                slope.effectiveWindows())))
                .orElse(finding.what() + ": no trend measured, "
                        + (finding.slope().isPresent() ? "its mean is 0" : "too few seconds with samples"));
    }

    /**
     * Returns the limit on each factor of growth over the hold, with the lower bound of the growth at 95 %
     * confidence. Without a trend there is no judgement.
     */
    @Override
    public List<Threshold> thresholds(Trial trial) {
        return findings.stream()
                .map(finding -> Threshold.atMost(
                        "growth of " + finding.what() + ", at least, as a factor",
                        Unit.ONE,
                        1 + finding.limit(),
                        finding.slope()
                                .flatMap(Slope::lowRelativeChange)
                                .map(low -> 1 + low)
                                .filter(factor -> factor >= 0)))
                .toList();
    }

    /** The hold, cut into equal windows of whole seconds. */
    private record Windows(Instant from, Duration window, int count) {
        static Windows of(Period hold) {
            long seconds = Math.max(1, hold.length().toSeconds());
            long window = Math.max(1, (seconds + MOST_WINDOWS - 1) / MOST_WINDOWS);
            return new Windows(hold.from(), Duration.ofSeconds(window), (int) (seconds / window));
        }

        /** Returns the slope; empty if a window has no value, or there are too few windows. */
        Optional<Slope> slope(Map<Instant, Sum> values) {
            Sum[] sums = new Sum[count];
            values.forEach((at, sum) -> {
                long window = Math.floorDiv(Duration.between(from, at).toMillis(), this.window.toMillis());
                if (window >= 0 && window < count) {
                    Sum into = sums[(int) window] == null ? new Sum() : sums[(int) window];
                    into.values += sum.values;
                    into.weights += sum.weights;
                    sums[(int) window] = into;
                }
            });
            double[] means = new double[count];
            for (int i = 0; i < count; i++) {
                if (sums[i] == null || sums[i].weights <= 0) {
                    return Optional.empty();
                }
                means[i] = sums[i].values / sums[i].weights;
            }
            return Slope.of(means, window, CONFIDENCE);
        }
    }
}
