package timerbench.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import timerbench.harness.load.injector.InjectorFolder;
import timerbench.harness.load.injector.InjectorIdentity;
import timerbench.harness.load.injector.InjectorPart;
import timerbench.harness.load.injector.InjectorPart.OfCallbacks;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.LoadTotals;
import timerbench.harness.measure.Saturation;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.measure.requests.RequestTableFile;
import timerbench.harness.run.Injector;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.TimelineEvent;

/**
 * The parts of all injectors of a run, as one load. Counts and histograms add; times are those since the instant that
 * all agreed on.
 */
final class MergedParts {
    private final List<InjectorPart> parts;
    private final RequestTable requests;
    private final Instant start;

    private MergedParts(List<InjectorPart> parts, RequestTable requests, Instant start) {
        this.parts = parts;
        this.requests = requests;
        this.start = start;
    }

    /**
     * Reads the parts in these folders.
     *
     * @param start when the load began, by the clock of this process; if it is not known, by that of the first injector
     * @param warmUp of the load; the seconds of its requests are counted from its end
     * @throws IOException if one cannot be read, one is missing, or they are not parts of one run
     */
    static MergedParts read(List<Path> folders, Optional<Instant> start, Duration warmUp) throws IOException {
        List<InjectorPart> parts = new ArrayList<>();
        Map<Integer, Path> places = new HashMap<>();
        for (Path folder : folders) {
            InjectorPart part = InjectorPart.read(folder);
            Path other = places.put(part.identity().index(), folder);
            if (other != null) {
                throw new IOException(
                        folder + ": is the part of injector " + part.identity().index() + ", and so is " + other);
            }
            parts.add(part);
        }
        parts.sort(Comparator.comparingInt(part -> part.identity().index()));
        requireWhole(parts, places);
        Instant from = start.orElse(parts.get(0).agreed());
        RequestTable requests = new RequestTable(from.plus(warmUp));
        for (InjectorPart part : parts) {
            Path file = places.get(part.identity().index()).resolve(InjectorFolder.REQUESTS);
            requests.add(RequestTableFile.read(Files.readAllBytes(file), file.toString(), part.errors()));
        }
        return new MergedParts(List.copyOf(parts), requests, from);
    }

    private static void requireWhole(List<InjectorPart> parts, Map<Integer, Path> places) throws IOException {
        if (parts.isEmpty()) {
            throw new IOException("there are no parts to merge");
        }
        InjectorIdentity first = parts.get(0).identity();
        for (int i = 0; i < first.count(); i++) {
            if (!places.containsKey(i)) {
                throw new IOException("the part of injector " + i + " of " + first.count()
                        + " is missing: without it, the figures would be too small");
            }
        }
        for (InjectorPart part : parts) {
            List<String> differences = first.differences(part.identity());
            if (!differences.isEmpty()) {
                throw new IOException(places.get(part.identity().index()) + ": is of another run: it has "
                        + String.join("; ", differences));
            }
            if (part.callbacks().isPresent() != parts.get(0).callbacks().isPresent()) {
                throw new IOException(places.get(part.identity().index()) + ": only some parts have callbacks");
            }
        }
    }

    /** Returns what is the same for all injectors, and the index of the first. */
    InjectorIdentity identity() {
        return parts.get(0).identity();
    }

    /** Returns the target as the first injector saw it. */
    RunTarget target() {
        return parts.get(0).target();
    }

    /** Returns the machine and software of the first injector. */
    RunEnvironment environment() {
        return parts.get(0).environment();
    }

    RequestTable requests() {
        return requests;
    }

    Instant start() {
        return start;
    }

    /** Returns the figures of the ledgers of all injectors; empty without callbacks. */
    Optional<LedgerReport> ledger() {
        return callbacks().map(OfCallbacks::report).reduce(LedgerReport::plus);
    }

    /**
     * Returns what the injectors have received together.
     *
     * @param own callbacks of this process, which has received none; from now on they are those of the injectors
     * @param counted how the target's counts compare with ours, in sentences
     */
    CallbackFigures received(Callbacks own, List<String> counted) {
        LedgerReport ledger = ledger().orElseThrow();
        own.take(ledger);
        return new CallbackFigures(
                ledger,
                listened(),
                clockBoundMicros(),
                Stream.concat(clocks().stream(), counted.stream()).distinct().toList(),
                own.fields());
    }

    private Stream<OfCallbacks> callbacks() {
        return parts.stream().flatMap(part -> part.callbacks().stream());
    }

    /** Returns the sums of the injectors' own counts, under the names of the target's counts. */
    Map<String, Long> counts() {
        Map<String, Long> sums = new HashMap<>();
        callbacks().forEach(each -> each.counts().forEach((name, count) -> sums.merge(name, count, Long::sum)));
        return sums;
    }

    /** Returns the shortest time that an injector listened on; empty if one did not. */
    Optional<Duration> listened() {
        return callbacks().allMatch(each -> each.listenedMillis().isPresent())
                ? callbacks()
                        .flatMap(each -> each.listenedMillis().stream())
                        .min(Comparator.naturalOrder())
                        .map(Duration::ofMillis)
                : Optional.empty();
    }

    /** Returns the largest error that the clocks can cause, in microseconds; empty if one is not known. */
    Optional<Long> clockBoundMicros() {
        return callbacks().allMatch(each -> each.clockBoundMicros().isPresent())
                ? callbacks().flatMap(each -> each.clockBoundMicros().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Returns how the target's clock compares with those of the injectors, in sentences. */
    List<String> clocks() {
        List<String> texts =
                callbacks().flatMap(each -> each.clock().stream()).distinct().toList();
        if (texts.size() <= 1) {
            return texts;
        }
        return parts.stream()
                .flatMap(part -> part.callbacks().stream()
                        .flatMap(each -> each.clock().stream().map(text -> prefixed(part, text))))
                .toList();
    }

    /**
     * Returns all of it as the record of one load.
     *
     * @param target what the processes of the target used
     * @param cutShortBy why the load ended before its time, as far as this process knows
     * @param events that this process knows
     */
    LoadRecord record(
            LoadPlan plan,
            Map<String, ProcessMonitor.Usage> target,
            Optional<String> cutShortBy,
            List<TimelineEvent> events) {
        Map<String, ProcessMonitor.Usage> usages = new LinkedHashMap<>();
        parts.stream()
                .flatMap(part -> part.usage().stream())
                .reduce(ProcessMonitor.Usage::plus)
                .ifPresent(usage -> usages.put(MetricScope.GENERATOR, usage));
        usages.putAll(target);
        return new LoadRecord(
                plan,
                start,
                parts.stream().map(InjectorPart::totals).reduce(LoadTotals.NONE, LoadTotals::plus),
                start.plus(parts.stream()
                        .map(InjectorPart::length)
                        .max(Comparator.naturalOrder())
                        .orElseThrow()),
                usages,
                busiest(),
                cutShortBy.or(this::cutShortBy),
                Stream.concat(events.stream(), parts.stream().flatMap(part -> events(part, events)))
                        .toList(),
                saturation());
    }

    private Optional<String> cutShortBy() {
        return parts.stream()
                .flatMap(part -> part.cutShortBy().map(why -> prefixed(part, why)).stream())
                .findFirst();
    }

    /** What the coordinator told all injectors, each of them has noted, too. */
    private Stream<TimelineEvent> events(InjectorPart part, List<TimelineEvent> known) {
        return part.events().stream()
                .filter(event -> known.stream().noneMatch(other -> other.text().equals(event.text())))
                .map(event -> new TimelineEvent(here(part, event.at()), event.kind(), prefixed(part, event.text())));
    }

    private Instant here(InjectorPart part, Instant at) {
        return start.plus(Duration.between(part.agreed(), at));
    }

    /** Returns the load of the machine that was the busiest: several injectors may share one. */
    private List<ProcessMonitor.Busy> busiest() {
        InjectorPart busiest = parts.stream()
                .max(Comparator.comparingDouble(part -> part.busy().stream()
                        .mapToDouble(ProcessMonitor.Busy::share)
                        .average()
                        .orElse(0)))
                .orElseThrow();
        return busiest.busy().stream()
                .map(busy ->
                        new ProcessMonitor.Busy(here(busiest, busy.at()), busy.share(), busy.network(), busy.disks()))
                .toList();
    }

    /** One injector that was the bottleneck is enough. */
    private Optional<Saturation.Finding> saturation() {
        List<String> saturated = parts.stream()
                .flatMap(part -> part
                        .saturation()
                        .filter(Saturation.Finding::saturated)
                        .map(finding -> prefixed(part, finding.text()))
                        .stream())
                .toList();
        if (!saturated.isEmpty()) {
            return Optional.of(new Saturation.Finding(true, String.join("; ", saturated)));
        }
        return parts.stream().allMatch(part -> part.saturation().isPresent())
                ? parts.get(0).saturation()
                : Optional.empty();
    }

    private String prefixed(InjectorPart part, String text) {
        return "injector " + part.identity().index() + ": " + text;
    }

    /**
     * Returns the notes of the injectors that are not known already, and how far apart they began.
     *
     * @param known notes that the coordinator has
     */
    List<String> notes(List<String> known, IntFunction<Optional<ClockDifference>> clocks) {
        List<String> notes = new ArrayList<>(List.of(begins(clocks)));
        for (InjectorPart part : parts) {
            part.notes().stream()
                    .filter(note -> !known.contains(note))
                    .map(note -> prefixed(part, note))
                    .forEach(notes::add);
        }
        return notes;
    }

    private String begins(IntFunction<Optional<ClockDifference>> clocks) {
        List<Double> began = parts.stream()
                .flatMap(part -> beganMillis(part).stream())
                .sorted()
                .toList();
        String apart = began.isEmpty()
                ? "sent nothing"
                : String.format(
                        Locale.ROOT,
                        "began %.1f to %.1f ms after the agreed instant",
                        began.get(0),
                        began.get(began.size() - 1));
        Optional<ClockDifference> most = parts.stream()
                .flatMap(part -> clocks.apply(part.identity().index()).stream())
                .max(Comparator.comparing(clock -> clock.ahead().abs().plus(clock.uncertainty())));
        return parts.size() + " injectors shared the load; they " + apart
                + most.map(MergedParts::apart).orElse("");
    }

    private static String apart(ClockDifference clock) {
        return clock.equals(ClockDifference.NONE)
                ? "; their clock is the coordinator's"
                : String.format(
                        Locale.ROOT,
                        "; their clocks differ from the coordinator's by at most %.1f ms (known to %.1f ms)",
                        clock.ahead().abs().toNanos() / 1e6,
                        clock.uncertainty().toNanos() / 1e6);
    }

    private static Optional<Double> beganMillis(InjectorPart part) {
        return part.began().map(at -> Duration.between(part.agreed(), at).toNanos() / 1e6);
    }

    /** Returns which injector began too early or too late; empty if none did. */
    Optional<String> late(Duration most) {
        return parts.stream()
                .filter(part -> beganMillis(part)
                        .filter(millis -> Math.abs(millis) > most.toNanos() / 1e6)
                        .isPresent())
                .map(part -> String.format(
                        Locale.ROOT,
                        "injector %d of %d began %.0f ms after the agreed instant, more than injectors.late allows (%d ms):"
                                + " the load was not the one that was asked for",
                        part.identity().index(),
                        parts.size(),
                        beganMillis(part).orElseThrow(),
                        most.toMillis()))
                .findFirst();
    }

    /** Returns each injector with its figures. */
    List<Injector> injectors(IntFunction<Optional<ClockDifference>> clocks) {
        return parts.stream()
                .map(part -> injector(part, clocks.apply(part.identity().index())))
                .toList();
    }

    private static Injector injector(InjectorPart part, Optional<ClockDifference> clock) {
        return new Injector(
                part.identity().index(),
                part.environment(),
                part.totals().requests(),
                beganMillis(part).map(JsonText::rounded),
                clock.map(known -> JsonText.rounded(known.ahead().toNanos() / 1e6)),
                clock.map(known -> JsonText.rounded(known.uncertainty().toNanos() / 1e6)),
                part.usage().flatMap(MergedParts::cores).map(JsonText::rounded),
                part.usage().map(ProcessMonitor.Usage::peakMemoryMb).map(JsonText::rounded),
                part.usage()
                        .flatMap(ProcessMonitor.Usage::throttling)
                        .filter(limit -> limit.periods() > 0)
                        .map(limit -> JsonText.rounded(limit.share())),
                part.saturation().map(Saturation.Finding::saturated));
    }

    private static Optional<Double> cores(ProcessMonitor.Usage usage) {
        List<ProcessMonitor.Sample> samples = usage.samples();
        if (samples.size() < 2) {
            return Optional.empty();
        }
        double seconds = Duration.between(
                                samples.get(0).at(),
                                samples.get(samples.size() - 1).at())
                        .toNanos()
                / 1e9;
        return seconds > 0 ? Optional.of(usage.cpuSeconds() / seconds) : Optional.empty();
    }
}
