package timerbench.harness.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.LoadTotals;
import timerbench.harness.measure.Saturation;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.monitor.Traffic;
import timerbench.harness.measure.requests.RequestFigures;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.measure.requests.SecondsRecorder;
import timerbench.harness.measure.requests.Windows;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Seconds;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.Trial;

/**
 * Record of a load that has ended.
 *
 * @param start when its first request was sent, in the warm-up; the agreed instant if several injectors share it
 * @param usages CPU time, memory, network and disks of each process since the end of the warm-up
 * @param busy load of the machine since then
 * @param cutShortBy why it ended before its time
 * @param faults what went wrong meanwhile
 * @param ofInjectors whether one of several injectors was the bottleneck; empty if one process sent the load, or if
 *     that is not determined
 */
record LoadRecord(
        LoadPlan plan,
        Instant start,
        LoadTotals totals,
        Instant end,
        Map<String, ProcessMonitor.Usage> usages,
        List<ProcessMonitor.Busy> busy,
        Optional<String> cutShortBy,
        List<TimelineEvent> faults,
        Optional<Saturation.Finding> ofInjectors) {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    /** Returns the hold as far as it went; empty if it never began. */
    Optional<Period> hold() {
        Period planned = plan.hold(start, end);
        if (!end.isAfter(planned.from())) {
            return Optional.empty();
        }
        return Optional.of(
                cutShortBy.isPresent() && end.isBefore(planned.to()) ? new Period(planned.from(), end) : planned);
    }

    /** Returns the period from the end of the warm-up to the end, drain included. */
    private Period measured() {
        Instant from = origin();
        return end.isAfter(from) ? new Period(from, end) : new Period(start, end);
    }

    /** Returns the end of the warm-up: the phases that follow begin whole seconds later. */
    Instant origin() {
        return start.plus(plan.warmUp());
    }

    /** Returns the answers of each second of the load; empty if none of it counted. */
    Optional<SecondsRecorder> recorder(RequestTable requests) {
        Instant from = origin();
        Instant planned = start.plus(plan.total());
        Instant to = planned.isBefore(end) ? planned : end;
        return to.isAfter(from)
                ? Optional.of(new SecondsRecorder(
                        requests, new Period(from, to), plan.starts().keySet()))
                : Optional.empty();
    }

    /** Returns the windows that the trial is cut into. */
    Windows windows() {
        return Windows.of(measured());
    }

    /**
     * Returns the load as a trial.
     *
     * @param figures of the requests of this load
     * @param recorder of its seconds
     * @throws IllegalArgumentException if the log of the figures lacks requests, as after a full disk
     */
    Trial trial(RequestFigures figures, Optional<SecondsRecorder> recorder) {
        long logged = requests(figures);
        // A load that is cut short also stops Gatling's writer, perhaps before the last of them.
        if (cutShortBy.isEmpty() && logged < totals.requests()) {
            throw new IllegalArgumentException(
                    "Gatling's log holds " + logged + " of " + totals.requests() + " requests");
        }
        Outcome outcome = cutShortBy.map(Outcome::cutShort).orElse(Outcome.complete());
        Trial trial = figures.addedTo(new Trial(1, measured(), hold(), outcome, totals.warmUp()))
                .with(plan.asked())
                .with(totals.lag().stream().map(Metric::startLag).toList())
                .with(usageMetrics(figures))
                .withSources(sources())
                .withNotes(throttledNotes())
                .withMarks(marks());
        return recorder.map(known -> withSeconds(trial, seconds(known))).orElse(trial);
    }

    private List<TimelineEvent> marks() {
        Stream<TimelineEvent> phases = plan.phases(Duration.between(start, end)).entrySet().stream()
                .map(phase ->
                        new TimelineEvent(start.plus(phase.getKey()), TimelineEvent.Kind.PHASE, phase.getValue()));
        return Stream.concat(phases, faults.stream())
                .sorted(Comparator.comparing(TimelineEvent::at))
                .toList();
    }

    private Trial withSeconds(Trial trial, Seconds seconds) {
        Trial known = trial.with(seconds);
        return ofInjectors
                .or(() -> saturation(seconds))
                .map(found -> found.saturated()
                        ? known.saturated(true).withNotes(List.of(found.text()))
                        : known.saturated(false))
                .orElse(known);
    }

    /** Returns whether the generator was the bottleneck; empty if that is not determined. */
    Optional<Saturation.Finding> saturation(RequestTable requests) {
        return recorder(requests).flatMap(known -> saturation(seconds(known)));
    }

    /** A request without a start time given in advance may be late because of the target. */
    private Optional<Saturation.Finding> saturation(Seconds seconds) {
        return hold().filter(hold -> !plan.starts().isEmpty())
                .flatMap(hold -> Saturation.of(
                        seconds,
                        secondAt(seconds, hold.from()),
                        secondAt(seconds, hold.to()),
                        Optional.ofNullable(usages.get(MetricScope.GENERATOR))
                                .flatMap(ProcessMonitor.Usage::throttling)));
    }

    private static int secondAt(Seconds seconds, Instant instant) {
        return Math.toIntExact(Duration.between(seconds.from(), instant).toSeconds());
    }

    private Seconds seconds(SecondsRecorder recorder) {
        int count = recorder.count();
        List<Double> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            askedIn(i).ifPresent(asked::add);
        }
        return recorder.seconds(
                asked,
                totals.startedIn(count),
                busy.isEmpty()
                        ? List.of()
                        : IntStream.range(0, count)
                                .mapToObj(i -> busyAt(recorder.start(i)))
                                .toList());
    }

    /** Returns the number of requests asked for in a second after the warm-up; the load may end within it. */
    private OptionalDouble askedIn(int second) {
        Duration from = plan.warmUp().plusSeconds(second);
        Duration left = plan.total().minus(from);
        Duration length = left.compareTo(ONE_SECOND) < 0 ? left : ONE_SECOND;
        OptionalDouble rate = plan.rateAt(from.plus(length.dividedBy(2)));
        return rate.isPresent() ? OptionalDouble.of(rate.getAsDouble() * length.toNanos() / 1e9) : rate;
    }

    /** Returns the sample that covers most of the second which begins then. */
    private double busyAt(Instant second) {
        Instant middle = second.plus(HALF_A_SECOND);
        return busy.stream()
                .filter(sample -> sample.at().isAfter(middle))
                .findFirst()
                .orElse(busy.get(busy.size() - 1))
                .share();
    }

    private static long requests(RequestFigures figures) {
        return figures.operations().stream()
                .mapToLong(operation -> operation.count())
                .sum();
    }

    private List<Metric> usageMetrics(RequestFigures figures) {
        long requests = requests(figures);
        double seconds = measured().length().toNanos() / 1e9;
        List<Metric> metrics = new ArrayList<>();
        usages.forEach((word, usage) -> {
            if (requests > 0) {
                metrics.add(Metric.cpuSecondsPerThousand(word, usage.cpuSeconds() / requests * 1_000));
            }
            metrics.add(Metric.cpuCores(word, usage.cpuSeconds() / seconds));
            metrics.add(Metric.memory(word, usage.peakMemoryMb()));
            usage.peakCores().ifPresent(cores -> metrics.add(Metric.ofProcess(Metric.CPU_CORES_MAX, word, cores)));
            usage.lastMemoryMb().ifPresent(mb -> metrics.add(Metric.ofProcess(Metric.MEMORY_AT_END, word, mb)));
            usage.peakWorkingSetMb().ifPresent(mb -> metrics.add(Metric.ofProcess(Metric.WORKING_SET, word, mb)));
            usage.lastWorkingSetMb()
                    .ifPresent(mb -> metrics.add(Metric.ofProcess(Metric.WORKING_SET_AT_END, word, mb)));
            for (Traffic traffic : Traffic.values()) {
                usage.bytes(traffic)
                        .ifPresent(bytes -> metrics.add(Metric.ofProcess(traffic.metric(), word, bytes / seconds)));
            }
            usage.throttling().ifPresent(limited -> {
                metrics.add(Metric.throttled(word, limited.share()));
                metrics.add(Metric.timeThrottled(word, limited.seconds()));
            });
        });
        return metrics;
    }

    private Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        usages.forEach((word, usage) -> usage.source().ifPresent(source -> sources.put(word, source)));
        return sources;
    }

    private List<String> throttledNotes() {
        List<String> notes = new ArrayList<>();
        usages.forEach((word, usage) -> usage.throttling()
                .filter(limited -> limited.throttled() > 0)
                .ifPresent(limited -> notes.add("the " + word + " was throttled in "
                        + Numbers.percent(limited.share()) + " of the periods of its CPU limit, "
                        + Numbers.text(limited.seconds())
                        + " s in all; requests and callbacks may have waited for that reason alone")));
        return notes;
    }
}
