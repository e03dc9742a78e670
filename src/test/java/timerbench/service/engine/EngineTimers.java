package timerbench.service.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import timerbench.service.store.Attempt;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

/** Timers for the engine's tests. */
final class EngineTimers {
    private EngineTimers() {}

    static Timer timer(String id, Instant executeAt, String callbackUrl, RetryPolicy policy, Duration timeout) {
        Instant created = Instant.parse("2029-01-01T00:00:00Z");
        return new Timer(
                new TimerKey("g", id),
                executeAt,
                callbackUrl,
                Optional.of("{\"a\":1.10}"),
                policy,
                timeout,
                created,
                created);
    }

    static Timer timer(String id, Instant executeAt) {
        return timer(id, executeAt, "http://127.0.0.1:9/", RetryPolicy.DEFAULT, Duration.ofSeconds(1));
    }

    static Attempt attempt(Timer timer, int number, Instant firstAt) {
        return new Attempt(timer, number, timer.executeAt(), Optional.ofNullable(firstAt), 1);
    }
}
