package timerbench.harness.load;

import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.LoadCounts;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.monitor.Ticker;
import timerbench.harness.run.TimelineEvent;

/** A load while it runs, from its first request on: its counts, its progress on the console, its processes watched. */
final class LiveLoad {
    private final LoadPlan plan;
    private final Map<String, List<ProcessHandle>> processes;
    private final Console console;
    private final LongSupplier owed;
    private final Runnable counting;
    private final LoadCounts counts;
    private final Map<String, Schedule> schedules;
    private final Ticker ticker = new Ticker("load-progress");
    private volatile @Nullable ProcessMonitor monitor;
    private @Nullable Watched watched;

    /** What was seen of the processes until the drain was over. */
    private record Watched(Instant end, Map<String, ProcessMonitor.Usage> usages, List<ProcessMonitor.Busy> busy) {}

    /**
     * @param processes whose CPU time and memory are measured, by the word for each
     * @param owed how many callbacks are owed now
     * @param counting to be told when the warm-up is over
     */
    LiveLoad(
            LoadPlan plan,
            Map<String, List<ProcessHandle>> processes,
            Console console,
            LongSupplier owed,
            Runnable counting) {
        this.plan = plan;
        this.processes = processes;
        this.console = console;
        this.owed = owed;
        this.counting = counting;
        this.counts = new LoadCounts(plan.warmUp(), plan.total(), InstantSource.system());
        this.schedules = plan.starts().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, starts -> new Schedule(starts.getValue())));
    }

    /** Begins the load, if it has not begun, and returns when it did. */
    Instant begin() {
        if (counts.begin()) {
            started();
        }
        return counts.start();
    }

    /** Returns whether the last request was to be sent by now. */
    boolean isOver() {
        Instant start = counts.start();
        return start != null && Instant.now().isAfter(start.plus(plan.total()));
    }

    boolean hasBegun() {
        return counts.start() != null;
    }

    /** To be called before every request of the warm-up. */
    void warmingUp() {
        var unused = begin();
    }

    /** To be called before every request that counts; returns the session to send it with. */
    Session sending(String operation, Session session) {
        var unused = begin();
        if (counts.beginCounted()) {
            sayCounting();
        }
        counts.started();
        OptionalLong lag = lagNanos(operation, session);
        if (lag.isEmpty()) {
            return session;
        }
        counts.late(lag.getAsLong());
        return Schedule.late(session, lag.getAsLong());
    }

    private OptionalLong lagNanos(String operation, Session session) {
        Schedule schedule = schedules.get(operation);
        return schedule == null ? plan.lagNanos(session) : OptionalLong.of(schedule.lagNanos(System.nanoTime()));
    }

    private void sayCounting() {
        Duration since = Duration.between(RunProcess.commandGiven(), Instant.now());
        console.say(String.format(
                Locale.ROOT,
                "timer-bench: counting from here on, %.1f s after %s started",
                since.toMillis() / 1e3,
                RunProcess.maven().isPresent() ? "Maven" : "this process"));
    }

    /** To be called after every request. */
    void answered(boolean warmingUp, boolean failed) {
        counts.answered(warmingUp, failed);
    }

    /** To be called after a request that is no part of the rate. */
    void answeredAlongside(boolean failed) {
        if (failed) {
            counts.failedAlongside();
        }
    }

    private void started() {
        ProcessMonitor started = new ProcessMonitor(processes);
        monitor = started;
        ticker.after(plan.warmUp(), () -> {
            started.restart();
            counting.run();
        });
        Progress progress = new Progress(plan, counts, owed);
        ticker.every(console.period(), () -> console.progress(progress.line(counts.start(), Instant.now())));
    }

    /** Stops watching: the load and its drain are over. */
    synchronized void drained() {
        ticker.stop();
        ProcessMonitor started = monitor;
        if (started != null && watched == null) {
            watched = new Watched(Instant.now(), started.stop(), started.busy());
        }
    }

    /**
     * Returns what the load was; empty if no request was ever sent.
     *
     * @param cutShortBy why the load ended before its time
     * @param faults what went wrong meanwhile
     */
    synchronized Optional<LoadRecord> end(Optional<String> cutShortBy, List<TimelineEvent> faults) {
        drained();
        Watched seen = watched;
        return seen == null
                ? Optional.empty()
                : Optional.of(new LoadRecord(plan, counts, seen.end, seen.usages, seen.busy, cutShortBy, faults));
    }
}
