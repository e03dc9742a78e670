package timerbench.service.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import timerbench.service.store.Attempt;
import timerbench.service.store.Settlement;
import timerbench.service.timer.Micros;
import timerbench.service.timer.RetryPolicy;

/** What follows from an attempt's answer. */
final class Outcome {
    private static final Duration SHORTEST_DEFERRAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_DEFERRAL = Duration.ofMinutes(1);

    private Outcome() {}

    /**
     * Returns when the timer is due again, and as what; empty if it is done with.
     *
     * @param sentAt when the attempt was made
     */
    static Optional<Settlement.Next> of(Attempt attempt, Answer answer, Instant sentAt, Instant now) {
        if (answer instanceof Answer.Rescheduled rescheduled) {
            // The receiver moves executeAt as an update would: the attempts for the new one are counted anew.
            Instant next = rescheduled.nextExecuteAt();
            return Optional.of(new Settlement.Next(next, next, 0, Optional.empty(), Micros.truncate(now)));
        }
        if (answer instanceof Answer.Deferred) {
            return Optional.of(deferred(attempt, now));
        }
        return answer instanceof Answer.Failed ? retry(attempt, sentAt, now) : Optional.empty();
    }

    /** The attempt is still to be made, after as long again as it is late already: it is read and put off a few times only. */
    private static Settlement.Next deferred(Attempt attempt, Instant now) {
        Duration late = Duration.between(attempt.timer().executeAt(), now);
        Duration delay = late.compareTo(SHORTEST_DEFERRAL) < 0 ? SHORTEST_DEFERRAL : late;
        return new Settlement.Next(
                attempt.timer().executeAt(),
                Micros.truncate(now.plus(delay.compareTo(LONGEST_DEFERRAL) > 0 ? LONGEST_DEFERRAL : delay)),
                attempt.number() - 1,
                attempt.firstAt(),
                attempt.timer().updatedAt());
    }

    private static Optional<Settlement.Next> retry(Attempt attempt, Instant sentAt, Instant now) {
        RetryPolicy policy = attempt.timer().retryPolicy();
        Instant first = attempt.firstAt().orElse(Micros.truncate(sentAt));
        Instant dueAt = Micros.truncate(now.plus(policy.intervalAfter(attempt.number())));
        boolean tooLate = policy.maxAttemptsDuration()
                .filter(longest -> Duration.between(first, dueAt).compareTo(longest) > 0)
                .isPresent();
        if (attempt.number() >= policy.maxAttempts() || tooLate) {
            return Optional.empty();
        }
        return Optional.of(new Settlement.Next(
                attempt.timer().executeAt(),
                dueAt,
                attempt.number(),
                Optional.of(first),
                attempt.timer().updatedAt()));
    }
}
