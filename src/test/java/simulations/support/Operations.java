package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.DueRange;
import timerbench.harness.load.Sender;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.targets.MissingIds;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;

/** The operations as steps of a virtual user, on the timer that it carries. */
public final class Operations {
    private final Benchmark<?> benchmark;
    private final NewTimers timers;
    private final TimerRequests requests;
    private final Optional<Callbacks> callbacks;
    private final Optional<String> callbackUrl;
    private final Dialect dialect;
    private final MissingIds missing = new MissingIds();

    /** Makes operations on timers whose callbacks nobody waits for. */
    public Operations(Benchmark<?> benchmark) {
        this(benchmark, Optional.empty());
    }

    /** Makes operations on timers whose callbacks arrive, are answered with success, and are checked. */
    public Operations(Benchmark<?> benchmark, Callbacks callbacks) {
        this(benchmark, Optional.of(callbacks));
    }

    private Operations(Benchmark<?> benchmark, Optional<Callbacks> callbacks) {
        this.benchmark = benchmark;
        this.timers = new NewTimers(benchmark);
        this.dialect = benchmark.dialect();
        this.requests = callbacks.isEmpty() ? TimerRequests.plain(benchmark) : TimerRequests.calledBack(benchmark);
        this.callbacks = callbacks;
        this.callbackUrl = callbacks.map(known -> known.url(new Behaviour.Ok()));
    }

    public NewTimers timers() {
        return timers;
    }

    /** Returns the requests of these operations. */
    public TimerRequests requests() {
        return requests;
    }

    /** Returns a step that gives the virtual user an id that no timer has. */
    public ChainBuilder missingTimer() {
        return feed(Feeders.together(timers.groups(), Feeders.missingIds(missing)))
                .exec(session -> session.set("callbackUrl", callbackUrl.orElse(timers.callbackUrl())));
    }

    /**
     * Returns one timer's create, read, update and delete, as far as the service has them; the later ones only if the
     * create succeeded.
     */
    public ChainBuilder lifeOfATimer(Sender sender) {
        Map<Operation, Step> steps = new EnumMap<>(
                Map.of(Operation.READ, this::read, Operation.UPDATE, this::update, Operation.DELETE, this::delete));
        List<ChainBuilder> later = steps.entrySet().stream()
                .filter(step -> dialect.has(step.getKey()))
                .map(step -> step.getValue().by(sender))
                .toList();
        return exec(Session::markAsSucceeded)
                .exec(create(sender))
                .doIf(session -> !session.isFailed())
                .then(exec(later));
    }

    /** Returns a create of a new timer, not due during the run, which the virtual user carries from then on. */
    public ChainBuilder create(Sender sender) {
        return create(sender, callbackUrl.map(timers::pending).orElseGet(timers::pending), true);
    }

    /** Returns a create of a new timer that is due that far ahead. Its lateness counts if its create does. */
    public Step createDueIn(DueRange due) {
        return sender -> create(sender, timers.dueIn(due, session -> callbackUrl.orElseThrow()), sender.isMeasured());
    }

    /**
     * Returns a create of a timer.
     *
     * @param timer gives the virtual user the timer's values
     * @param counted whether the callback of the timer counts in the figures
     */
    public ChainBuilder create(Sender sender, ChainBuilder timer, boolean counted) {
        return exec(timer)
                .exec(sender.send("create", requests.create()))
                .exec(this::learn)
                .exec(entered(known -> known.created(benchmark.attempts().orElse(1), counted)));
    }

    private Session learn(Session session) {
        if (!session.isFailed() && !dialect.idsAreOurs()) {
            missing.learn(session.getString(Value.TIMER_ID.word()));
        }
        return session;
    }

    public ChainBuilder read(Sender sender) {
        return sender.send("read", requests.read());
    }

    /** Returns an update to another {@code executeAt}, which is not during the run either. */
    public ChainBuilder update(Sender sender) {
        return exec(callbackUrl.map(timers::pendingStill).orElseGet(timers::pendingStill))
                .exec(updateAsCarried("update", sender));
    }

    /** Returns an update that brings the timer forward, so that it is due that far ahead. */
    public ChainBuilder advance(Sender sender, DueRange due) {
        return exec(timers.dueInStill(due, callbackUrl.orElseThrow())).exec(updateAsCarried("advance", sender));
    }

    /**
     * Returns an update to the values that the virtual user carries.
     *
     * @param name of the request
     */
    public ChainBuilder updateAsCarried(String name, Sender sender) {
        return exec(sender.send(name, requests.update(name))).exec(entered(Callbacks::updated));
    }

    public ChainBuilder delete(Sender sender) {
        return exec(sender.send("delete", requests.delete())).exec(entered(Callbacks::deleted));
    }

    private ChainBuilder entered(Function<Callbacks, ChainBuilder> entry) {
        return callbacks.map(entry).orElseGet(() -> exec(session -> session));
    }

    /** Returns the first page of the group. */
    public ChainBuilder list(Sender sender) {
        return exec(session -> requests.firstPage(session).remove("limit"))
                .exec(sender.send("list", requests.list("list")));
    }
}
