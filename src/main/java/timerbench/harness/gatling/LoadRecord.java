package timerbench.harness.gatling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.monitor.ProcessMonitor;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Outcome;
import timerbench.harness.result.Period;
import timerbench.harness.result.RequestFigures;
import timerbench.harness.result.Trial;
import timerbench.harness.result.WarmUp;

/**
 * What a load was, once it has ended.
 *
 * @param start of its first request, in the warm-up
 * @param counted requests after the warm-up whose answer the virtual users saw
 * @param usages CPU time and memory of each process since the end of the warm-up
 * @param cutShortBy why it ended before its time
 */
record LoadRecord(
        LoadPlan plan,
        Instant start,
        Instant end,
        WarmUp warmUp,
        long counted,
        Map<String, ProcessMonitor.Usage> usages,
        Optional<String> cutShortBy) {

    /** Returns the hold as far as it went; empty if it never began. */
    Optional<Period> hold() {
        Period planned = plan.hold(start, end);
        if (!end.isAfter(planned.from())) {
            return Optional.empty();
        }
        return Optional.of(
                cutShortBy.isPresent() && end.isBefore(planned.to()) ? new Period(planned.from(), end) : planned);
    }

    /**
     * Returns the load as a trial.
     *
     * @param operation the one that the phases ask for
     * @param figures those of this load's requests
     * @throws IllegalArgumentException if the log that they come from lacks requests, as after a full disk
     */
    Trial trial(String operation, RequestFigures figures) {
        long logged = requests(figures);
        // A load that is stopped short also stops Gatling's writer, which may not have come to the last of them.
        if (cutShortBy.isEmpty() && logged < counted) {
            throw new IllegalArgumentException("Gatling's log holds " + logged + " of " + counted + " requests");
        }
        Outcome outcome = cutShortBy.map(Outcome::cutShort).orElse(Outcome.complete());
        return new Trial(1, measured(), hold(), outcome, warmUp)
                .with(figures)
                .with(plan.asked(operation))
                .with(usageMetrics(figures));
    }

    private static long requests(RequestFigures figures) {
        return figures.operations().stream()
                .mapToLong(operation -> operation.count())
                .sum();
    }

    private Period measured() {
        Instant from = start.plus(plan.warmUp());
        return end.isAfter(from) ? new Period(from, end) : new Period(start, end);
    }

    private List<Metric> usageMetrics(RequestFigures figures) {
        long requests = requests(figures);
        List<Metric> metrics = new ArrayList<>();
        usages.forEach((word, usage) -> {
            if (requests > 0) {
                metrics.add(Metric.cpuSecondsPerThousand(word, usage.cpuSeconds() / requests * 1_000));
            }
            metrics.add(Metric.memory(word, usage.peakMemoryMb()));
        });
        return metrics;
    }
}
