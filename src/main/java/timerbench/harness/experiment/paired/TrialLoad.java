package timerbench.harness.experiment.paired;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Drain;
import timerbench.harness.measure.callback.Ledger;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.callback.PayloadHash;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.process.BackgroundFailures;

/** The load of one trial, from its first request to its last callback: a closed loop of users on one event loop. */
final class TrialLoad implements AutoCloseable {
    static final String PAYLOAD = "{\"order\":4711}";
    private static final int PAYLOAD_HASH = PayloadHash.of(PAYLOAD);

    /** The port "discard"; those timers are due after the trial. */
    private static final String QUIET_URL = "http://127.0.0.1:9/timer";

    private static final int ONE_ATTEMPT = 1;
    private static final Duration LATE_AFTER = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int LAST_ANSWERS_SECONDS = 15;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final String id = UUID.randomUUID().toString().substring(0, 8) + "-";
    private final Target target;
    private final PairedSettings settings;
    private final TargetCaller caller;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Receiver receiver;
    private final String callbackUrl;
    private final LoadFigures figures;
    private final Instant holdFrom;
    private final Instant holdTo;
    private final Turns turns;
    private final int number;
    private final Promise<Void> ended = Promise.promise();
    private volatile @Nullable String failure;

    /**
     * Prepares the load; what it needs of this process is closed with it.
     *
     * @param clock to time callbacks by
     * @param number 0 or 1, by which it knows its turns
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
        this.receiver = Receiver.start(receiving, target.dialect().callback(), clock, ledger);
        this.callbackUrl = receiver.url(new Behaviour.Ok());
        this.turns = turns;
        this.number = number;
        this.holdFrom = Instant.now().plusNanos(turns.holdFrom() - System.nanoTime());
        this.holdTo = holdFrom.plus(settings.hold()).plus(settings.hold());
        this.figures = new LoadFigures(turns.holdFrom(), turns.holdTo());
    }

    void begin() {
        vertx.runOnContext(begin -> Future.join(IntStream.range(0, settings.users())
                        .mapToObj(user -> new UserLoop(this, id + user).run())
                        .toList())
                .<Void>mapEmpty()
                .onComplete(ended));
    }

    /** Ends the load: what follows would measure nothing. */
    void fail(String reason) {
        failure = reason;
    }

    /**
     * Returns the requests of the trial, once the last of them is answered.
     *
     * @throws TargetException if one is not, or the trial came to nothing
     */
    LoadFigures requests() {
        try {
            ended.future().await(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new TargetException("requests were not answered within " + LAST_ANSWERS_SECONDS + " s", e);
        }
        String reason = failure;
        if (reason != null) {
            throw new TargetException(reason);
        }
        return figures;
    }

    /** Returns how many requests have been answered so far. */
    long soFar() {
        return figures.soFar();
    }

    /** Returns the callbacks of the trial, once what is owed has come, and the receiver has listened on for what must not. */
    LedgerReport callbacks() {
        Drain drain = new Drain(ledger, clock, new Drain.Waits(settings.drain(), settings.listenOn()), listening -> {});
        drain.begin(holdTo);
        while (drain.isOn()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        return drain.settle();
    }

    // What follows is for the users.

    TargetCaller target() {
        return caller;
    }

    LoadFigures figures() {
        return figures;
    }

    String quietUrl() {
        return QUIET_URL;
    }

    String callbackUrl() {
        return callbackUrl;
    }

    boolean isOver() {
        return failure != null || System.nanoTime() - turns.holdTo() >= 0;
    }

    Duration untilTurn() {
        return turns.until(number, System.nanoTime());
    }

    /** Returns whether a round with this number ends with a timer that comes due in a moment, and still within the hold. */
    boolean wantsCallback(long round) {
        return round % settings.callbackEvery() == 0
                && System.nanoTime() + settings.dueAfter().toNanos() - turns.holdTo() < 0;
    }

    Instant dueSoon() {
        return in(settings.dueAfter());
    }

    Instant in(Duration time) {
        return target.dialect().representable(Instant.now().plus(time));
    }

    /** Takes in that a timer was created that comes due in a moment, or that it is not known whether it was. */
    void created(String group, String timer, Instant executeAt, boolean acknowledged) {
        if (acknowledged) {
            boolean counted = !executeAt.isBefore(holdFrom) && executeAt.isBefore(holdTo);
            ledger.created(group, timer, new Ledger.NewTimer(executeAt, ONE_ATTEMPT, PAYLOAD_HASH, counted));
        } else {
            ledger.uncertain(group, timer);
        }
    }

    /** Has the task run after this time, to the millisecond, and not before. */
    void later(Duration time, Runnable task) {
        vertx.setTimer(time.toMillis() + 1, elapsed -> task.run());
    }

    @Override
    public void close() {
        receiver.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
