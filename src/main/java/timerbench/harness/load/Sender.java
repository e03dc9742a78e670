package timerbench.harness.load;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes the steps that send requests. All requests of one sender count in the same figures; {@link Load} has the
 * senders.
 */
public final class Sender {
    private enum Phase {
        FILL,
        WARM_UP,
        MEASURED,
        ALONGSIDE
    }

    private final Load load;
    private final Phase phase;
    private final Function<HttpRequestActionBuilder, RequestStep> step;
    private final BiFunction<String, Session, Session> before;
    private final Consumer<Session> after;

    private Sender(
            Load load,
            Phase phase,
            Function<HttpRequestActionBuilder, RequestStep> step,
            BiFunction<String, Session, Session> before,
            Consumer<Session> after) {
        this.load = load;
        this.phase = phase;
        this.step = step;
        this.before = before;
        this.after = after;
    }

    /** @param answered is called with each virtual user after its answer */
    static Sender fill(Load load, Consumer<Session> answered) {
        return new Sender(
                load,
                Phase.FILL,
                request -> RequestStep.unlogged(
                        request, message -> load.fail("a timer could not be created before the load: " + message)),
                (operation, session) -> session,
                answered);
    }

    static Sender warmUp(Load load, LiveLoad live) {
        return new Sender(
                load,
                Phase.WARM_UP,
                Sender::unlogged,
                (operation, session) -> live.warmingUp(session),
                session -> live.answered(true, session.isFailed()));
    }

    static Sender measured(Load load, LiveLoad live) {
        return new Sender(
                load,
                Phase.MEASURED,
                RequestStep::logged,
                live::sending,
                session -> live.answered(false, session.isFailed()));
    }

    static Sender alongside(Load load, LiveLoad live) {
        return new Sender(
                load,
                Phase.ALONGSIDE,
                RequestStep::logged,
                (operation, session) -> session,
                session -> live.answeredAlongside(session.isFailed()));
    }

    /** Returns a sender of measured requests which the caller logs, and of which it knows whether they failed. */
    static Sender measuredUnlogged(Load load, LiveLoad live, Predicate<Session> isFailed) {
        return new Sender(
                load,
                Phase.MEASURED,
                Sender::unlogged,
                live::sending,
                session -> live.answered(false, isFailed.test(session)));
    }

    private static RequestStep unlogged(HttpRequestActionBuilder request) {
        return RequestStep.unlogged(request, message -> {});
    }

    /** Returns whether the requests count in every figure. */
    public boolean isMeasured() {
        return phase == Phase.MEASURED;
    }

    /** Returns whether the requests warm the target up, and count nowhere but in the line of the warm-up. */
    public boolean isWarmUp() {
        return phase == Phase.WARM_UP;
    }

    /**
     * Returns the sender of requests that follow those of this one, such as the update of a timer that it created.
     */
    public Sender following() {
        return isMeasured() ? load.alongside() : this;
    }

    /** Ends the load as failed: what follows would measure nothing. */
    public void fail(String reason) {
        load.fail(reason);
    }

    /**
     * Returns the step that sends a request. Afterwards the virtual user is failed if this request is, whatever
     * became of the requests before it.
     *
     * @param operation the name of the request
     */
    public ChainBuilder send(String operation, HttpRequestActionBuilder request) {
        return load.step(step.apply(request), session -> before.apply(operation, session), after);
    }
}
