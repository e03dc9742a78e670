package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.LoadPhase;
import timerbench.harness.measure.callback.Behaviour;

/** The operations as steps of a virtual user, on the timer that it carries. */
public final class Operations {
    private final Benchmark benchmark;
    private final NewTimers timers;
    private final TimerRequests requests;
    private final Optional<Callbacks> callbacks;
    private final Optional<String> callbackUrl;

    /** Operations on timers that nobody waits for. */
    public Operations(Benchmark benchmark) {
        this(benchmark, Optional.empty());
    }

    /** Operations on timers whose callbacks arrive, are answered with success, and are held to account. */
    public Operations(Benchmark benchmark, Callbacks callbacks) {
        this(benchmark, Optional.of(callbacks));
    }

    private Operations(Benchmark benchmark, Optional<Callbacks> callbacks) {
        this.benchmark = benchmark;
        this.timers = new NewTimers(benchmark);
        this.requests = new TimerRequests(benchmark.dialect(), callbacks.isEmpty() ? Map.of() : Behaviours.OPTIONS);
        this.callbacks = callbacks;
        this.callbackUrl = callbacks.map(known -> known.url(new Behaviour.Ok()));
    }

    public NewTimers timers() {
        return timers;
    }

    /** Returns one timer's create, read, update and delete; the later ones only if the create succeeded. */
    public ChainBuilder lifeOfATimer(LoadPhase counting) {
        return exec(Session::markAsSucceeded)
                .exec(create(counting))
                .doIf(session -> !session.isFailed())
                .then(read(counting), update(counting), delete(counting));
    }

    /** Returns a create of a new timer, not due during the run, which the virtual user carries from then on. */
    public ChainBuilder create(LoadPhase counting) {
        return exec(callbackUrl.map(timers::pending).orElseGet(timers::pending)).exec(sent(counting, true));
    }

    /** Returns a create of a new timer that is due that far ahead. */
    public ChainBuilder createDueIn(LoadPhase counting, Duration from, Duration to) {
        return exec(timers.dueIn(from, to, session -> callbackUrl.orElseThrow()))
                .exec(sent(counting, counting == LoadPhase.MEASURED));
    }

    private ChainBuilder sent(LoadPhase counting, boolean lateness) {
        return exec(benchmark.send(counting, "create", requests.create()))
                .exec(entered(known -> known.created(Behaviours.ATTEMPTS, lateness)));
    }

    public ChainBuilder read(LoadPhase counting) {
        return benchmark.send(counting, "read", requests.read());
    }

    /** Returns an update to another {@code executeAt}, which is not during the run either. */
    public ChainBuilder update(LoadPhase counting) {
        return exec(callbackUrl.map(timers::pendingStill).orElseGet(timers::pendingStill))
                .exec(benchmark.send(counting, "update", requests.update("update")))
                .exec(entered(Callbacks::updated));
    }

    /** Returns an update that brings the timer forward, so that it is due that far ahead. */
    public ChainBuilder advance(LoadPhase counting, Duration from, Duration to) {
        return exec(timers.dueInStill(from, to, callbackUrl.orElseThrow()))
                .exec(benchmark.send(counting, "advance", requests.update("advance")))
                .exec(entered(Callbacks::updated));
    }

    public ChainBuilder delete(LoadPhase counting) {
        return exec(benchmark.send(counting, "delete", requests.delete())).exec(entered(Callbacks::deleted));
    }

    private ChainBuilder entered(Function<Callbacks, ChainBuilder> entry) {
        return callbacks.map(entry).orElseGet(() -> exec(session -> session));
    }

    /** Returns the first page of the group. */
    public ChainBuilder list(LoadPhase counting) {
        return exec(session -> session.remove("cursor").remove("limit"))
                .exec(benchmark.send(counting, "list", requests.list("list")));
    }
}
