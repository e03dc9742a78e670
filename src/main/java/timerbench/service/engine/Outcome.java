package timerbench.service.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import timerbench.service.store.Attempt;
import timerbench.service.store.Settlement;
import timerbench.service.timer.Micros;
import timerbench.service.timer.RetryPolicy;

/** What happens to a timer after an attempt. */
final class Outcome {
    private static final Duration SHORTEST_DEFERRAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_DEFERRAL = Duration.ofMinutes(1);

    private Outcome() {}

    /**
     * Returns the timer's next attempt; empty if the timer is finished.
     *
     * @param sentAt the time of the attempt
     * @throws IllegalArgumentException if it was withdrawn: then there was no attempt
     */
    static Optional<Settlement.Next> of(Attempt attempt, Answer answer, Instant sentAt, Instant now) {
        if (answer instanceof Answer.Withdrawn) {
            throw new IllegalArgumentException("a callback that was not sent has no outcome");
        }
        if (answer instanceof Answer.Rescheduled rescheduled) {
            // The receiver moves executeAt as an update would: attempts are counted from the start again.
            Instant next = rescheduled.nextExecuteAt();
            return Optional.of(new Settlement.Next(next, next, 0, Optional.empty(), Micros.truncate(now)));
        }
        if (answer instanceof Answer.Deferred) {
            return Optional.of(deferred(attempt, now));
        }
        return answer instanceof Answer.Failed ? retry(attempt, sentAt, now) : Optional.empty();
    }

    /** Postpones the attempt by the time that it is late already, so that it is read and postponed a few times only. */
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
