package timerbench.harness.measure.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import timerbench.MovedClock;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.run.CallbackOutcome;

/** A script of what happens to a ledger: one group, and a clock that the test moves. */
abstract class LedgerScript {
    static final Reply SUCCESS = new Reply.Success();
    static final Reply FAILURE = new Reply.Failure();

    final MovedClock clock = new MovedClock();
    final List<Ledger.Event> events = new ArrayList<>();
    final Ledger ledger = new Ledger(clock, Duration.ofMillis(100), events::add);
    final Instant due = clock.in(Duration.ofSeconds(1));

    void create(String id) {
        ledger.created("g", id, due, 3, true);
    }

    void arrive(String id, Instant executeAt, int attempt, Reply reply) {
        ledger.arrived(new Receiver.Callback("g", id, executeAt, attempt), clock.instant(), reply);
    }

    void arrive(String id, int attempt, Reply reply) {
        arrive(id, due, attempt, reply);
    }

    LedgerReport settle() {
        clock.move(Duration.ofMinutes(1));
        return ledger.settle(clock.instant());
    }

    static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Returns the counts that are not 0. */
    static Map<CallbackOutcome, Long> counts(LedgerReport report) {
        Map<CallbackOutcome, Long> counts = new EnumMap<>(CallbackOutcome.class);
        counts.putAll(report.counts());
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
