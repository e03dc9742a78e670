package timerbench.harness.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.load.plan.Share;
import timerbench.harness.targets.dialect.Operation;

/**
 * A run before its start: the load, what it sends beside it, and what that takes.
 *
 * @param timersBefore how many timers are created beside the requests of the plan
 * @param alongside how many requests join or follow those of the plan, by their names
 * @param callbacksFor how long callbacks may take after the load; empty if none is received
 * @param faults that are planned, for people
 */
record RunPlan(
        LoadPlan load,
        long timersBefore,
        Map<String, Long> alongside,
        Optional<Duration> callbacksFor,
        List<String> faults) {
    /**
     * Bytes of Gatling's log for a request (22) and for its virtual user (22). Measured: 470 kB for 21,367 creates of
     * users that stay, 42 kB for 975 users that send a create each. A request that fails takes more.
     */
    static final int LOG_BYTES = 44;

    /** Bytes of the other files of a run, Gatling's report among them. Measured: 620 kB with three operations. */
    private static final long OTHER_BYTES = 2 << 20;

    /** Bytes of the ledger for a timer ({@code ./timer-bench ledger-memory}). */
    private static final int LEDGER_BYTES = 139;

    private static final String CREATE = Operation.CREATE.word();

    RunPlan {
        alongside = Map.copyOf(alongside);
        faults = List.copyOf(faults);
        // People read it.
        callbacksFor =
                callbacksFor.map(wait -> Duration.ofSeconds(wait.plusMillis(999).toSeconds()));
    }

    /** Returns the share of the run that one of several injectors sends. */
    RunPlan of(Share share) {
        Map<String, Long> shared = new TreeMap<>(alongside);
        shared.replaceAll((name, count) -> share.of(count));
        return new RunPlan(share.of(load), share.of(timersBefore), shared, callbacksFor, faults);
    }

    /** Returns how many requests count, by their names; empty if that is not known before. */
    Map<String, Long> requests() {
        Map<String, Long> requests = new TreeMap<>(load.requests());
        if (!requests.isEmpty()) {
            alongside.forEach((name, count) -> requests.merge(name, count, Long::sum));
        }
        return requests;
    }

    /** Returns whether the number of its requests is not known before. */
    boolean isOpenEnded() {
        return !load.unknownRequests().isEmpty();
    }

    /** Returns how many timers are created in all, as far as that is known before. */
    long timers() {
        return timersBefore
                + load.requests().getOrDefault(CREATE, 0L)
                + load.warmUpRequests().getOrDefault(CREATE, 0L);
    }

    /** Returns how long the load and its callbacks take at most, after the timers that are created before. */
    Duration longest() {
        return load.total().plus(callbacksFor.orElse(Duration.ZERO));
    }

    /** Returns how many bytes the files of the run take, about; of a load whose requests are not known, the least. */
    long diskBytes() {
        long logged = sum(requests()) + sum(load.warmUpRequests()) + (callbacksFor.isPresent() ? timers() : 0);
        return OTHER_BYTES + LOG_BYTES * logged;
    }

    /** Returns how many bytes of memory the ledger of callbacks takes. */
    long ledgerBytes() {
        return callbacksFor.isPresent() ? LEDGER_BYTES * timers() : 0;
    }

    private static long sum(Map<String, Long> requests) {
        return requests.values().stream().mapToLong(count -> count).sum();
    }
}
