package timerbench.service.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** Timers and changes out of request bodies. All methods throw {@link ApiException}. */
final class TimerRequests {
    private TimerRequests() {}

    static Timer create(String groupId, byte[] body, Instant now) {
        Fields fields = Fields.parse(body);
        String timerId = fields.text("timerId").orElseThrow(() -> fields.missing("timerId"));
        return new Timer(
                new TimerKey(groupId, Values.id("timerId", timerId)),
                executeAt(fields).orElseThrow(() -> fields.missing("executeAt")),
                callbackUrl(fields).orElseThrow(() -> fields.missing("callbackUrl")),
                fields.json("payload"),
                retryPolicy(fields).orElse(RetryPolicy.DEFAULT),
                callbackTimeout(fields).orElse(Timer.DEFAULT_CALLBACK_TIMEOUT),
                now,
                now);
    }

    static TimerChange update(TimerKey key, byte[] body, Instant now) {
        Fields fields = Fields.parse(body);
        TimerChange change = new TimerChange(
                key,
                executeAt(fields),
                callbackUrl(fields),
                fields.json("payload"),
                retryPolicy(fields),
                callbackTimeout(fields),
                now);
        boolean changesNothing = change.equals(new TimerChange(
                key, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), now));
        if (changesNothing) {
            throw ApiException.invalid(
                    "body: nothing to change; wanted at least one of executeAt, callbackUrl, payload,"
                            + " retryPolicy, callbackTimeout");
        }
        return change;
    }

    private static Optional<Instant> executeAt(Fields fields) {
        return fields.text("executeAt").map(text -> Values.instant("executeAt", text));
    }

    private static Optional<String> callbackUrl(Fields fields) {
        return fields.text("callbackUrl").map(text -> Values.callbackUrl("callbackUrl", text));
    }

    private static Optional<Duration> callbackTimeout(Fields fields) {
        return duration(fields, "callbackTimeout");
    }

    private static Optional<RetryPolicy> retryPolicy(Fields fields) {
        return fields.object("retryPolicy").map(TimerRequests::retryPolicyOf);
    }

    private static RetryPolicy retryPolicyOf(Fields fields) {
        RetryPolicy standard = RetryPolicy.DEFAULT;
        try {
            return new RetryPolicy(
                    fields.wholeNumber("maxAttempts").orElse(standard.maxAttempts()),
                    duration(fields, "maxAttemptsDuration").or(standard::maxAttemptsDuration),
                    duration(fields, "initialInterval").orElse(standard.initialInterval()),
                    fields.number("backoffMultiplier").orElse(standard.backoffMultiplier()),
                    duration(fields, "maxInterval").orElse(standard.maxInterval()));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("retryPolicy: " + e.getMessage());
        }
    }

    private static Optional<Duration> duration(Fields fields, String field) {
        return fields.text(field).map(text -> Values.duration(fields.name(field), text));
    }
}
