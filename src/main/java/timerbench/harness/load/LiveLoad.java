package timerbench.harness.load;

import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import timerbench.harness.load.injector.InjectorProgress;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.LoadCounts;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.monitor.Ticker;
import timerbench.harness.run.TimelineEvent;

/** Measures a load from its first request on: counts requests, shows progress, and watches processes. */
final class LiveLoad {
    private final LoadPlan plan;
    private final Supplier<Map<String, List<ProcessHandle>>> processes;
    private final Console console;
    private final LongSupplier outstanding;
    private final Consumer<Instant> warmUpOver;
    private final LoadCounts counts;
    private final Map<String, Schedule> schedules;
    private final AtomicReference<@Nullable Instant> first = new AtomicReference<>();
    private final Ticker ticker = new Ticker("load-progress");
    private volatile Optional<ProcessMonitor> monitor = Optional.empty();
    private volatile LongConsumer lagListener = nanos -> {};
    private volatile Optional<Watched> watched = Optional.empty();

    /** What was seen of the processes until the drain was over. */
    private record Watched(Instant end, Map<String, ProcessMonitor.Usage> usages, List<ProcessMonitor.Busy> busy) {}

    /**
     * @param processes whose CPU time and memory are measured, by the word for each
     * @param outstanding the number of callbacks that are outstanding now
     * @param warmUpOver is told when the warm-up was over
     */
    LiveLoad(
            LoadPlan plan,
            Supplier<Map<String, List<ProcessHandle>>> processes,
            Console console,
            LongSupplier outstanding,
            Consumer<Instant> warmUpOver) {
        this.plan = plan;
        this.processes = processes;
        this.console = console;
        this.outstanding = outstanding;
        this.warmUpOver = warmUpOver;
        this.counts = new LoadCounts(plan.warmUp(), plan.total(), InstantSource.system());
        this.schedules = plan.starts().keySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        request -> request, request -> new Schedule(plan.startsOf(request))));
    }

    /** Begins the load, if it has not begun, and returns when it did. */
    Instant begin() {
        if (counts.begin()) {
            watchProcesses();
        }
        return counts.start();
    }

    /** Begins the load at this instant, which is near. */
    void begin(Instant agreed) {
        if (counts.begin(agreed)) {
            watchProcesses();
        }
    }

    /**
     * Returns when the load really began: when the starts that were planned for its requests began or, without a
     * plan, when its first request was sent; empty if none was.
     */
    Optional<Instant> began() {
        long now = System.nanoTime();
        OptionalLong planned = schedules.values().stream()
                .flatMapToLong(schedule -> schedule.beganNanos().stream())
                .min();
        return planned.isPresent()
                ? Optional.of(Instant.now().minusNanos(now - planned.getAsLong()))
                : Optional.ofNullable(first.get());
    }

    private void watchProcesses() {
        ProcessMonitor started = new ProcessMonitor(processes);
        monitor = Optional.of(started);
        // The load may begin later: injectors that share it begin at an instant that they have agreed on.
        Instant over = counts.start().plus(plan.warmUp());
        ticker.after(Duration.between(Instant.now(), over), () -> {
            started.restart();
            warmUpOver.accept(over);
        });
        Console.LoadProgress progress = new Console.LoadProgress(plan, counts, outstanding);
        ticker.every(console.period(), () -> {
            Instant now = Instant.now();
            console.progress(progress.share(counts.start(), now), progress.line(counts.start(), now));
        });
    }

    /** @param created timers before the load */
    InjectorProgress progress(long created) {
        return new InjectorProgress(created, counts.all(), counts.failed(), outstanding.getAsLong());
    }

    /** Returns whether the last request was to be sent by now. */
    boolean isOver() {
        return hasBegun() && Instant.now().isAfter(counts.start().plus(plan.total()));
    }

    boolean hasBegun() {
        return counts.start() != null;
    }

    /** Returns how long ago the load began; empty if it has not. */
    Optional<Duration> since() {
        return Optional.ofNullable(counts.start()).map(start -> Duration.between(start, Instant.now()));
    }

    /** Returns whether the processes are watched now. */
    boolean isWatching() {
        return monitor.isPresent() && watched.isEmpty();
    }

    /** Returns what the processes have used so far, by the word for each. */
    Map<String, ProcessMonitor.Reading> readings() {
        return monitor.map(ProcessMonitor::readings).orElseGet(() -> ProcessMonitor.before(processes.get()));
    }

    /** Sets the listener to how late each request starts, in nanoseconds. */
    void onLag(LongConsumer nanos) {
        lagListener = nanos;
    }

    /** Must be called before every request of the warm-up; returns the session to send it with. */
    Session warmingUp(Session session) {
        sendsFirst();
        return session;
    }

    /** Must be called before every request that counts; returns the session to send it with. */
    Session sending(String operation, Session session) {
        sendsFirst();
        if (counts.beginCounted()) {
            sayCounting();
        }
        counts.started();
        OptionalLong lag = lagNanos(operation, session);
        if (lag.isEmpty()) {
            return session;
        }
        counts.late(lag.getAsLong());
        lagListener.accept(lag.getAsLong());
        return Schedule.late(session, lag.getAsLong());
    }

    private void sendsFirst() {
        if (first.get() == null && first.compareAndSet(null, Instant.now())) {
            var unused = begin();
        }
    }

    private OptionalLong lagNanos(String operation, Session session) {
        Schedule schedule = schedules.get(operation);
        return schedule == null ? plan.lagNanos(session) : OptionalLong.of(schedule.lagNanos(System.nanoTime()));
    }

    private void sayCounting() {
        Duration since = Duration.between(RunProcess.commandGiven(), Instant.now());
        console.note(String.format(
                Locale.ROOT,
                "counting from here on, %.1f s after %s started",
                since.toMillis() / 1e3,
                RunProcess.maven().isPresent() ? "Maven" : "this process"));
    }

    /** Must be called after every request. */
    void answered(boolean warmingUp, boolean failed) {
        counts.answered(warmingUp, failed);
    }

    /** Must be called after a request that is no part of the rate. */
    void answeredAlongside(boolean failed) {
        if (failed) {
            counts.failedAlongside();
        }
    }

    /** Stops watching: the load and its drain are over. */
    synchronized void drained() {
        ticker.stop();
        if (watched.isEmpty()) {
            watched = monitor.map(started -> new Watched(Instant.now(), started.stop(), started.busy()));
        }
    }

    /**
     * Returns the record of the load; empty if no request was ever sent.
     *
     * @param cutShortBy why the load ended before its time
     * @param faults what went wrong meanwhile
     */
    synchronized Optional<LoadRecord> end(Optional<String> cutShortBy, List<TimelineEvent> faults) {
        drained();
        return watched.map(seen -> new LoadRecord(
                plan,
                Objects.requireNonNullElse(counts.start(), seen.end),
                counts.totals(),
                seen.end,
                seen.usages,
                seen.busy,
                cutShortBy,
                faults,
                Optional.empty()));
    }
}
