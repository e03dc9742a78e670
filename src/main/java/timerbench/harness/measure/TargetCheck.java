package timerbench.harness.measure;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import timerbench.harness.measure.clock.ClockOffset;
import timerbench.harness.measure.clock.ClockProbe;
import timerbench.harness.measure.clock.TargetClock;
import timerbench.harness.measure.counts.Reconciliation;
import timerbench.harness.measure.counts.TargetCounts;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;

/** Compares the target's clock and counts with the harness's, by reading them before a load and after it. */
public final class TargetCheck {
    /**
     * The result of the check.
     *
     * @param clocks empty if the target does not report its time
     * @param notes notes for the reader of the results
     */
    public record Findings(Optional<ClockOffset.DuringRun> clocks, List<String> notes) {}

    /** What is compared. */
    public enum Part {
        CLOCK,
        COUNTS
    }

    private static final int READINGS = 5;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final List<String> urls;
    private final TargetHttp http;
    private final Set<Part> parts;
    private final Optional<ClockOffset> clock;
    private final Optional<TargetCounts> counts;

    private TargetCheck(List<String> urls, TargetHttp http, Set<Part> parts) {
        this.urls = urls;
        this.http = http;
        this.parts = parts;
        this.counts = parts.contains(Part.COUNTS) ? TargetCounts.read(urls, http) : Optional.empty();
        this.clock = parts.contains(Part.CLOCK)
                ? ClockProbe.against(Clock.systemUTC(), http).offset(urls)
                : Optional.empty();
    }

    /** Begins a check. */
    public static TargetCheck before(Target target, Set<Part> parts) {
        return new TargetCheck(target.urls(), new TargetClient(target.headers()), parts);
    }

    /**
     * Returns the clock that callbacks are timed with.
     *
     * @throws TargetException if the target's clock differs too much
     */
    public InstantSource targetClock() {
        return TargetClock.of(Clock.systemUTC(), clock);
    }

    /** Returns the findings after the load. A target that no longer answers results in a note. */
    public Findings after(Map<String, Long> harness) {
        try {
            Optional<ClockOffset.DuringRun> clocks = clock.flatMap(before -> ClockProbe.against(Clock.systemUTC(), http)
                    .offset(urls)
                    .map(after -> new ClockOffset.DuringRun(before, after)));
            List<String> notes = new ArrayList<>();
            if (parts.contains(Part.CLOCK)) {
                notes.add(clocks.map(ClockOffset.DuringRun::text)
                        .orElse("the target's clock: not measured, it does not report its time"));
            }
            if (parts.contains(Part.COUNTS)) {
                notes.addAll(reconciled(harness));
            }
            return new Findings(clocks, notes);
        } catch (TargetException e) {
            return new Findings(Optional.empty(), List.of("clocks and counts not compared: " + e.getMessage()));
        }
    }

    private List<String> reconciled(Map<String, Long> harness) {
        if (counts.isEmpty()) {
            return List.of("the target's own counts: not compared, it has none that timer-bench knows");
        }
        Reconciliation reconciliation = compare(harness);
        // The last answers may still be on their way to the target.
        for (int i = 1; i < READINGS && reconciliation.agreement() == Reconciliation.Agreement.DISAGREES; i++) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            reconciliation = compare(harness);
        }
        return reconciliation.agreement() == Reconciliation.Agreement.AGREES
                ? List.of("the target's own counts agree with the harness's")
                : reconciliation.lines();
    }

    private Reconciliation compare(Map<String, Long> harness) {
        TargetCounts now =
                TargetCounts.read(urls, http).orElseThrow(() -> new TargetException("the target no longer has counts"));
        return Reconciliation.compare(now.since(counts.orElseThrow()), harness);
    }
}
