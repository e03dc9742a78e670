package timerbench.harness.load;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Optional;
import java.util.function.Consumer;
import timerbench.harness.measure.live.OperationMetrics;

/**
 * Makes the steps that send requests. All requests of one sender count in the same figures; {@link Load} has the
 * senders.
 */
public final class Sender {
    /** What the requests of a sender count in. */
    enum Phase {
        FILL,
        WARM_UP,
        MEASURED,
        /** Measured, but logged by the caller. */
        MEASURED_UNLOGGED,
        ALONGSIDE
    }

    private final Load load;
    private final LiveLoad live;
    private final Phase phase;
    private final Consumer<Session> answered;

    /** @param answered receives each virtual user after its answer */
    Sender(Load load, LiveLoad live, Phase phase, Consumer<Session> answered) {
        this.load = load;
        this.live = live;
        this.phase = phase;
        this.answered = answered;
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

    /**
     * Returns when the last request of a virtual user was to start, in milliseconds since 1970.
     *
     * @param startedMillis when it did start
     */
    public static long startMillis(Session session, long startedMillis) {
        return Schedule.startMillis(session, startedMillis);
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
        RequestStep step = step(request);
        Optional<OperationMetrics> shown =
                phase == Phase.FILL ? Optional.empty() : load.shown(operation, request, isByPlan());
        if (shown.isEmpty()) {
            return load.step(step, session -> sending(operation, session), answered);
        }
        OperationMetrics metrics = shown.get();
        return load.step(
                // The caller that logs a request shows its answer, too.
                phase == Phase.MEASURED_UNLOGGED ? step : step.shownBy(metrics, phase != Phase.WARM_UP),
                session -> {
                    metrics.sent(isByPlan());
                    return sending(operation, session);
                },
                answered);
    }

    private boolean isByPlan() {
        return phase == Phase.MEASURED || phase == Phase.MEASURED_UNLOGGED;
    }

    private RequestStep step(HttpRequestActionBuilder request) {
        return switch (phase) {
            case MEASURED, ALONGSIDE -> RequestStep.logged(request);
            case WARM_UP, MEASURED_UNLOGGED -> RequestStep.unlogged(request, message -> {});
            case FILL ->
                RequestStep.unlogged(
                        request, message -> fail("a timer could not be created before the load: " + message));
        };
    }

    private Session sending(String operation, Session session) {
        return switch (phase) {
            case FILL, ALONGSIDE -> session;
            case WARM_UP -> live.warmingUp(session);
            case MEASURED, MEASURED_UNLOGGED -> live.sending(operation, session);
        };
    }
}
