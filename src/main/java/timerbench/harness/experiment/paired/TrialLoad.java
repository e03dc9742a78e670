package timerbench.harness.experiment.paired;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Drain;
import timerbench.harness.measure.callback.Ledger;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.callback.PayloadHash;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.database.Written;
import timerbench.harness.targets.dialect.CallbackFields;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;
import timerbench.harness.targets.process.BackgroundFailures;
import timerbench.harness.targets.process.EventLoop;

/** The load of one trial, from its first request to its last callback: a closed loop of users on one event loop. */
final class TrialLoad implements AutoCloseable {
    static final String PAYLOAD = "{\"order\":4711}";
    private static final int PAYLOAD_HASH = PayloadHash.of(PAYLOAD);

    /** The port "discard"; those timers are due after the trial. */
    static final String QUIET_URL = "http://127.0.0.1:9/timer";

    private static final int GROUPS = 20;
    private static final int ONE_ATTEMPT = 1;
    private static final Duration LATE_AFTER = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int LAST_ANSWERS_SECONDS = 15;

    /** The time that a service gets to notice closed connections. */
    private static final Duration TIDYING = Duration.ofMillis(200);

    private final Vertx vertx = EventLoop.one();
    private final String id = UUID.randomUUID().toString().substring(0, 8) + "-";
    private final Target target;
    private final PairedSettings settings;
    private final TargetCaller caller;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Optional<Receiver> receiver;
    private final String callbackUrl;
    private final TrialFigures figures;
    private final Optional<Written> writtenBefore;
    private final Instant holdFrom;
    private final Instant holdTo;
    private final Turns turns;
    private final int number;
    private final Promise<Void> ended = Promise.promise();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable String failure;

    /**
     * Prepares the load. It uses resources of this process until it is closed.
     *
     * @param clock to time callbacks by
     * @param number 0 or 1: its turns are those of this number
     */
    TrialLoad(
            Target target,
            PairedSettings settings,
            ReceiverSettings receiving,
            InstantSource clock,
            Turns turns,
            int number) {
        vertx.exceptionHandler(BackgroundFailures::report);
        this.target = target;
        this.settings = settings;
        this.caller = new TargetCaller(
                vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(settings.users())),
                target.urls().get(0),
                target.headers(),
                target.dialect());
        this.clock = clock;
        this.ledger = new Ledger(clock, LATE_AFTER, event -> {});
        this.receiver = target.dialect().hasCallback()
                ? Optional.of(Receiver.start(receiving, target.dialect().callback(), clock, ledger))
                : Optional.empty();
        this.callbackUrl = receiver.map(open -> open.url(new Behaviour.Ok())).orElse(QUIET_URL);
        this.turns = turns;
        this.number = number;
        this.holdFrom = Instant.now().plusNanos(turns.holdFrom() - System.nanoTime());
        this.holdTo = holdFrom.plus(settings.hold()).plus(settings.hold());
        this.writtenBefore = LeftOver.written(target);
        this.figures = new TrialFigures(turns.holdFrom(), turns.holdTo(), settings.lateAfter());
    }

    /** Returns the group of the timers with this number, which may be negative. */
    static String group(int number) {
        return "gate-" + Math.floorMod(number, GROUPS);
    }

    void begin() {
        target.onDeath(reason -> failure = reason);
        vertx.runOnContext(begin -> Future.join(IntStream.range(0, settings.users())
                        .mapToObj(user -> new User(id + user).run())
                        .toList())
                .<Void>mapEmpty()
                .onComplete(ended));
    }

    /** Returns how many requests were answered, or failed, so far. */
    long answered() {
        return figures.all();
    }

    /** Returns the counters of the trial so far. */
    TrialFigures.Counters counters() {
        return figures.counters(target);
    }

    /**
     * Returns the result of the callbacks, once the last request is answered, no callback is outstanding, and the
     * receiver has listened on for callbacks that must not come.
     *
     * @throws TargetException if a request is not answered, or the target ended
     */
    LedgerReport drained() {
        try {
            ended.future().await(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new TargetException("requests were not answered within " + LAST_ANSWERS_SECONDS + " s", e);
        }
        String reason = failure;
        if (reason != null) {
            throw new TargetException(reason);
        }
        return callbacks();
    }

    /** Ends the load with all its connections, and returns what it leaves. */
    LeftOver leftOver() {
        close();
        LockSupport.parkNanos(TIDYING.toNanos());
        return LeftOver.of(target, writtenBefore);
    }

    /**
     * Returns the result of the trial.
     *
     * @param before counters at the beginning of the hold
     * @param after counters at its end
     */
    Pair.PairedTrial trial(
            LedgerReport callbacks, TrialFigures.Counters before, TrialFigures.Counters after, LeftOver left) {
        return figures.trial(callbacks, before, after, left);
    }

    private LedgerReport callbacks() {
        Duration slack = target.dialect().facts().slack();
        Drain.Waits waits = new Drain.Waits(
                settings.drain().plus(slack), settings.listenOn().plus(slack));
        Drain drain = new Drain(ledger, clock, waits, listening -> {});
        drain.begin(holdTo);
        while (drain.isOn()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        return drain.settle();
    }

    /** Ends the load. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        receiver.ifPresent(Receiver::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /**
     * One user. Each round creates a timer that is due tomorrow, reads it, moves it and deletes it, so that the
     * target holds as many timers at the end as at the start. Some rounds also create a timer that is due in a
     * moment. All of it runs on the event loop.
     */
    private final class User {
        private static final Duration TOMORROW = Duration.ofHours(24);
        private static final Duration AFTER_FAILURE = Duration.ofMillis(10);
        private final List<Operation> operations = Stream.of(
                        Operation.CREATE, Operation.READ, Operation.UPDATE, Operation.DELETE)
                .filter(target.dialect()::has)
                .toList();

        private final String name;
        private final String group;
        private final Promise<Void> done = Promise.promise();
        private long round;
        private int step;
        private String reference = "";
        private String timerId = "";
        private Instant executeAt = Instant.EPOCH;
        private String callback = "";

        /** @param name unique among users, of this and of other trials */
        User(String name) {
            this.name = name + "-";
            this.group = group(name.hashCode());
        }

        /** Goes from round to round. The future completes when the load is over and the last answer is there. */
        Future<Void> run() {
            next();
            return done.future();
        }

        private void next() {
            long now = System.nanoTime();
            Duration wait = turns.until(number, now);
            if (failure != null || now - turns.holdTo() >= 0) {
                done.complete();
            } else if (!wait.isZero()) {
                later(wait);
            } else if (step < operations.size()) {
                ask(operations.get(step++));
            } else if (step++ == operations.size() && wantsCallback()) {
                reference = name + round + "-due";
                timerId = reference;
                executeAt = in(settings.dueAfter());
                callback = callbackUrl;
                send(Operation.CREATE, true);
            } else {
                step = 0;
                next();
            }
        }

        /** Goes on after this time, to the millisecond, and not before. */
        private void later(Duration time) {
            vertx.setTimer(time.toMillis() + 1, elapsed -> next());
        }

        /** Returns whether this round ends with a timer that is due in a moment, and still within the hold. */
        private boolean wantsCallback() {
            return receiver.isPresent()
                    && round % settings.callbackEvery() == 0
                    && System.nanoTime() + settings.dueAfter().toNanos() - turns.holdTo() < 0;
        }

        private Instant in(Duration time) {
            Instant now = Instant.now();
            return target.dialect().representable(now.plus(time), now);
        }

        private void ask(Operation operation) {
            if (operation == Operation.CREATE) {
                round++;
                reference = name + round;
                timerId = reference;
                callback = QUIET_URL;
            }
            if (operation == Operation.CREATE || operation == Operation.UPDATE) {
                executeAt = in(TOMORROW);
            }
            send(operation, false);
        }

        private void send(Operation operation, boolean dueSoon) {
            long start = System.nanoTime();
            caller.ask(operation, this::value).onComplete(reply -> {
                boolean succeeded = reply.succeeded() && reply.result().done();
                if (operation == Operation.CREATE && succeeded) {
                    Optional<String> id = caller.timerId(timerId, reply.result());
                    succeeded = id.isPresent();
                    timerId = id.orElse(timerId);
                }
                figures.ended(start, System.nanoTime(), succeeded);
                if (dueSoon) {
                    expectCallback(succeeded);
                }
                if (succeeded) {
                    next();
                } else {
                    step = 0;
                    later(AFTER_FAILURE);
                }
            });
        }

        /** Records the timer that is due in a moment in the ledger, or that it may not have been created. */
        private void expectCallback(boolean acknowledged) {
            CallbackFields fields = target.dialect().callback();
            String id = fields.isReference() ? reference : timerId;
            String space = fields.groupId().isPresent() ? group : "";
            if (acknowledged) {
                boolean counted = !executeAt.isBefore(holdFrom) && executeAt.isBefore(holdTo);
                ledger.created(space, id, new Ledger.NewTimer(executeAt, ONE_ATTEMPT, PAYLOAD_HASH, counted));
            } else {
                ledger.uncertain(space, id);
            }
        }

        private @Nullable Object value(Value value) {
            return switch (value) {
                case GROUP_ID -> group;
                case TIMER_ID -> timerId;
                case REFERENCE -> reference;
                case TOKEN -> target.options().get(value);
                case EXECUTE_AT -> executeAt;
                case CALLBACK_URL -> callback;
                case PAYLOAD -> PAYLOAD;
                default -> null;
            };
        }
    }
}
