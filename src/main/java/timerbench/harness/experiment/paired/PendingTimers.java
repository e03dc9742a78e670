package timerbench.harness.experiment.paired;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;
import timerbench.harness.targets.process.BackgroundFailures;
import timerbench.harness.targets.process.EventLoop;

/**
 * Creates the timers that a target holds before its load. They are due on the day after tomorrow, spread over it, so
 * none is due during a trial. All of it runs on one event loop.
 */
final class PendingTimers {
    private static final Duration FIRST_DUE = Duration.ofDays(2);
    private static final Duration SPREAD = Duration.ofDays(1);

    private final String id = UUID.randomUUID().toString().substring(0, 8) + "-pending-";
    private final Target target;
    private final TargetCaller caller;
    private final int count;
    private int started;

    private PendingTimers(Vertx vertx, Target target, PairedSettings settings) {
        this.target = target;
        this.caller = new TargetCaller(
                vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(settings.users())),
                target.urls().get(0),
                target.headers(),
                target.dialect());
        this.count = settings.pending();
    }

    /**
     * Creates the timers of all targets at the same time, as fast as the users of the settings can. Returns when all
     * are created.
     *
     * @throws TargetException if one is not created
     */
    static void create(List<Target> targets, PairedSettings settings) {
        if (settings.pending() == 0) {
            return;
        }
        Vertx vertx = EventLoop.one();
        vertx.exceptionHandler(BackgroundFailures::report);
        Promise<Void> done = Promise.promise();
        try {
            vertx.runOnContext(begin -> Future.all(targets.stream()
                            .map(target -> new PendingTimers(vertx, target, settings).create(settings.users()))
                            .toList())
                    .<Void>mapEmpty()
                    .onComplete(done));
            done.future().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TargetException cause ? cause : e;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Future<Void> create(int users) {
        return Future.all(IntStream.range(0, users)
                        .mapToObj(user -> {
                            Promise<Void> done = Promise.promise();
                            next(done);
                            return done.future();
                        })
                        .toList())
                .mapEmpty();
    }

    /** Creates one timer after another until the last one is started, or one fails. */
    private void next(Promise<Void> done) {
        if (started == count) {
            done.complete();
            return;
        }
        int number = started++;
        Instant now = Instant.now();
        Duration ahead = FIRST_DUE.plus(SPREAD.multipliedBy(number).dividedBy(count));
        Instant executeAt = target.dialect().representable(now.plus(ahead), now);
        caller.ask(Operation.CREATE, value -> value(value, number, executeAt)).onComplete(reply -> {
            if (reply.failed()) {
                fail(done, reply.cause().getMessage());
            } else if (!reply.result().done()) {
                fail(done, "the target answered " + reply.result().answer().status());
            } else {
                next(done);
            }
        });
    }

    private void fail(Promise<Void> done, @Nullable String reason) {
        started = count;
        done.fail(
                new TargetException("one of " + count + " timers that were to be pending was not created: " + reason));
    }

    private @Nullable Object value(Value value, int number, Instant executeAt) {
        return switch (value) {
            case GROUP_ID -> TrialLoad.group(number);
            case TIMER_ID, REFERENCE -> id + number;
            case TOKEN -> target.options().get(value);
            case EXECUTE_AT -> executeAt;
            case CALLBACK_URL -> TrialLoad.QUIET_URL;
            case PAYLOAD -> TrialLoad.PAYLOAD;
            default -> null;
        };
    }
}
