package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.service.store.Attempt;
import timerbench.service.store.Settlement;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;

class OutcomeTest {
    private static final Instant DUE = Instant.parse("2030-01-01T00:00:00Z");
    private static final Answer FAILED = new Answer.Failed("status 500");

    private static Optional<Settlement.Next> afterFailure(
            RetryPolicy policy, int number, Instant firstAt, Instant now) {
        Timer timer = EngineTimers.timer("t", DUE, "http://127.0.0.1:9/", policy, Duration.ofSeconds(1));
        return Outcome.of(EngineTimers.attempt(timer, number, firstAt), FAILED, now, now);
    }

    private static RetryPolicy policy(int attempts, Duration longest) {
        return new RetryPolicy(
                attempts, Optional.ofNullable(longest), Duration.ofSeconds(1), 2.0, Duration.ofSeconds(5));
    }

    @Test
    void whatSucceededOrWasRefusedIsDoneWith() {
        Attempt attempt = EngineTimers.attempt(EngineTimers.timer("t", DUE), 1, null);
        assertThat(Outcome.of(attempt, new Answer.Succeeded(), DUE, DUE)).isEmpty();
        assertThat(Outcome.of(attempt, new Answer.Refused(), DUE, DUE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "4, 5000", "9, 5000"})
    void theIntervalGrowsUpToItsLimit(int failed, long millis) {
        Settlement.Next next = afterFailure(policy(10, null), failed, DUE, DUE).orElseThrow();
        assertThat(next.dueAt()).isEqualTo(DUE.plusMillis(millis));
        assertThat(next.attempts()).isEqualTo(failed);
        assertThat(next.executeAt()).isEqualTo(DUE);
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "900, 1000", "1500, 1500", "59000, 59000", "61000, 60000", "9000000, 60000"})
    void anAttemptIsPutOffForAsLongAsItIsLateWithinLimits(long late, long delay) {
        Timer timer = EngineTimers.timer("t", DUE);
        Instant now = DUE.plusMillis(late);
        Settlement.Next next = Outcome.of(
                        EngineTimers.attempt(timer, 3, DUE.plusMillis(1)), new Answer.Deferred(), now, now)
                .orElseThrow();
        assertThat(next)
                .isEqualTo(new Settlement.Next(
                        DUE, now.plusMillis(delay), 2, Optional.of(DUE.plusMillis(1)), timer.updatedAt()));
    }

    @Test
    void theFirstAttemptIsRemembered() {
        Instant sent = DUE.plusMillis(3);
        assertThat(afterFailure(policy(3, null), 1, null, sent).orElseThrow().firstAt())
                .contains(sent);
        assertThat(afterFailure(policy(3, null), 2, DUE, sent).orElseThrow().firstAt())
                .contains(DUE);
    }

    @Test
    void noMoreAttemptsThanThePolicyAllows() {
        assertThat(afterFailure(policy(3, null), 2, DUE, DUE)).isPresent();
        assertThat(afterFailure(policy(3, null), 3, DUE, DUE)).isEmpty();
        assertThat(afterFailure(policy(1, null), 1, null, DUE)).isEmpty();
    }

    @Test
    void noAttemptLaterThanThePolicyAllows() {
        Duration longest = Duration.ofSeconds(3);
        assertThat(afterFailure(policy(9, longest), 2, DUE, DUE.plusSeconds(1))).isPresent();
        assertThat(afterFailure(policy(9, longest), 2, DUE, DUE.plusMillis(1_001)))
                .isEmpty();
    }

    @Test
    void aRescheduledTimerBeginsAnewAtItsNewInstant() {
        Attempt attempt = EngineTimers.attempt(EngineTimers.timer("t", DUE), 3, DUE);
        Instant next = DUE.plusSeconds(60);
        assertThat(Outcome.of(attempt, new Answer.Rescheduled(next), DUE, DUE.plusSeconds(1)))
                .contains(new Settlement.Next(next, next, 0, Optional.empty(), DUE.plusSeconds(1)));
    }
}
