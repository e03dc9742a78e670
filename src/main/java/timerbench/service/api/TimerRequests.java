package timerbench.service.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import timerbench.service.engine.CallbackHosts;
import timerbench.service.engine.CallbackUrl;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Micros;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** Reads requests on timers from paths and bodies in the dialect's form. All methods throw {@link ApiException}. */
final class TimerRequests {
    private static final int LARGEST_PAGE = 1_000;
    private static final String DEFAULT_PAGE = "100";

    private final Dialect dialect;
    private final CallbackHosts hosts;
    private final InstantSource clock;

    TimerRequests(Dialect dialect, CallbackHosts hosts, InstantSource clock) {
        this.dialect = dialect;
        this.hosts = hosts;
        this.clock = clock;
    }

    Timer create(RoutingContext ctx) {
        Fields fields = fields(ctx);
        Instant now = now();
        Timer timer = new Timer(
                new TimerKey(groupId(ctx, fields), id(fields, dialect.timerId())),
                executeAt(fields).orElseThrow(() -> fields.missing("executeAt")),
                callbackUrl(fields).orElseThrow(() -> fields.missing("callbackUrl")),
                fields.json("payload"),
                retryPolicy(fields).orElse(RetryPolicy.DEFAULT),
                callbackTimeout(fields).orElse(Timer.DEFAULT_CALLBACK_TIMEOUT),
                now,
                now);
        requireAllowed(timer.callbackUrl());
        return timer;
    }

    TimerChange update(RoutingContext ctx) {
        Fields fields = fields(ctx);
        TimerKey key = dialect.keysInPaths() ? keyInPath(ctx) : keyIn(fields);
        TimerChange change = new TimerChange(
                key,
                executeAt(fields),
                callbackUrl(fields),
                fields.json("payload"),
                retryPolicy(fields),
                callbackTimeout(fields),
                now());
        if (changesNothing(change)) {
            throw ApiException.invalid(
                    "body: nothing to change; wanted at least one of executeAt, callbackUrl, payload,"
                            + " retryPolicy, callbackTimeout");
        }
        change.callbackUrl().ifPresent(this::requireAllowed);
        return change;
    }

    private static boolean changesNothing(TimerChange change) {
        return change.equals(new TimerChange(
                change.key(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                change.updatedAt()));
    }

    /** Returns the key of a request that only names a timer. */
    TimerKey key(RoutingContext ctx) {
        return dialect.keysInPaths() ? keyInPath(ctx) : keyIn(fields(ctx));
    }

    TimerQuery list(RoutingContext ctx) {
        return new TimerQuery(
                groupInPath(ctx),
                parameter(ctx, "dueBefore").map(text -> Values.instant("dueBefore", text)),
                parameter(ctx, "cursor").map(Cursor::parse),
                Values.limit("limit", parameter(ctx, "limit").orElse(DEFAULT_PAGE), LARGEST_PAGE));
    }

    private static Optional<String> parameter(RoutingContext ctx, String name) {
        List<String> values = ctx.queryParam(name);
        if (values.size() > 1) {
            throw ApiException.invalid(name + ": got " + values.size() + " of them, wanted one");
        }
        return values.stream().findFirst();
    }

    private String groupId(RoutingContext ctx, Fields fields) {
        return dialect.keysInPaths() ? groupInPath(ctx) : id(fields, dialect.groupId());
    }

    private static TimerKey keyInPath(RoutingContext ctx) {
        return new TimerKey(groupInPath(ctx), Values.id("timerId", ctx.pathParam("timerId")));
    }

    private static String groupInPath(RoutingContext ctx) {
        return Values.id("groupId", ctx.pathParam("groupId"));
    }

    private TimerKey keyIn(Fields fields) {
        return new TimerKey(id(fields, dialect.groupId()), id(fields, "timerId"));
    }

    private static String id(Fields fields, String field) {
        return Values.id(field, fields.text(field).orElseThrow(() -> fields.missing(field)));
    }

    private static Fields fields(RoutingContext ctx) {
        Buffer buffer = ctx.body().buffer();
        return Fields.parse(buffer == null ? new byte[0] : buffer.getBytes());
    }

    private Instant now() {
        return Micros.truncate(clock.instant());
    }

    private static Optional<Instant> executeAt(Fields fields) {
        return fields.text("executeAt").map(text -> Values.instant("executeAt", text));
    }

    private static Optional<String> callbackUrl(Fields fields) {
        return fields.text("callbackUrl").map(text -> Values.callbackUrl("callbackUrl", text));
    }

    private void requireAllowed(String callbackUrl) {
        if (!hosts.allow(CallbackUrl.of(callbackUrl))) {
            throw ApiException.invalid(
                    "callbackUrl", callbackUrl, "a host that this service may call (callbackHosts: " + hosts + ")");
        }
    }

    private static Optional<Duration> callbackTimeout(Fields fields) {
        return fields.text("callbackTimeout").map(text -> Values.callbackTimeout("callbackTimeout", text));
    }

    private Optional<RetryPolicy> retryPolicy(Fields fields) {
        return fields.object("retryPolicy").map(this::retryPolicyOf);
    }

    private RetryPolicy retryPolicyOf(Fields fields) {
        RetryPolicy standard = RetryPolicy.DEFAULT;
        try {
            return new RetryPolicy(
                    maxAttempts(fields),
                    duration(fields, dialect.maxAttemptsDuration()).or(standard::maxAttemptsDuration),
                    duration(fields, "initialInterval").orElse(standard.initialInterval()),
                    fields.number("backoffMultiplier").orElse(standard.backoffMultiplier()),
                    duration(fields, "maxInterval").orElse(standard.maxInterval()));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("retryPolicy: " + e.getMessage());
        }
    }

    /** Checks the limit here, where the client's name for it is known, and before a sum could overflow. */
    private int maxAttempts(Fields fields) {
        String field = dialect.maxAttempts();
        int uncounted = dialect.uncountedAttempts();
        int limit = fields.wholeNumber(field).orElse(RetryPolicy.DEFAULT.maxAttempts() - uncounted);
        if (limit < 1 - uncounted) {
            throw new IllegalArgumentException(field + " must be at least " + (1 - uncounted) + ", was " + limit);
        }
        if (limit > Integer.MAX_VALUE - uncounted) {
            throw new IllegalArgumentException(
                    field + " must be at most " + (Integer.MAX_VALUE - uncounted) + ", was " + limit);
        }
        return limit + uncounted;
    }

    private static Optional<Duration> duration(Fields fields, String field) {
        return fields.text(field).map(text -> Values.duration(fields.name(field), text));
    }
}
