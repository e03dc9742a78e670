package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import timerbench.harness.measure.live.OperationMetrics;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.targets.dialect.Dialect;

/**
 * Requests that a target may shed under overload. Gatling logs a request under one name, whatever becomes of it.
 * Here the requests that were shed are logged under a name of their own: their quick answers do not flatter the
 * others, and they do not count as errors.
 */
public final class ShedRequests {
    private static final String STATUS = "answeredStatus";
    private static final String SENT = "sentMillis";

    private final Load load;
    private final Set<Integer> overloaded;
    private final StatsLog stats = new StatsLog("load");

    public ShedRequests(Load load, Dialect dialect) {
        this.load = load;
        this.overloaded = dialect.overloaded();
    }

    /**
     * Returns the step that sends a request.
     *
     * @param operation the name of the request if it is not shed
     */
    public ChainBuilder send(String operation, HttpRequestActionBuilder request) {
        Optional<OperationMetrics> shown = load.shown(operation, request, true);
        Optional<OperationMetrics> shownShed = shown.map(metrics -> metrics.named(Requests.SHED));
        shownShed.ifPresent(metrics -> overloaded.forEach(metrics::expect));
        return exec(stats.attach())
                .exec(session -> session.remove(STATUS).set(SENT, System.currentTimeMillis()))
                .exec(load.measuredUnlogged(this::isFailed).send(operation, request.check(status().saveAs(STATUS))))
                .exec(session -> {
                    log(operation, session, isShed(session) ? shownShed : shown);
                    return session.markAsSucceeded();
                });
    }

    private void log(String operation, Session session, Optional<OperationMetrics> shown) {
        Instant sent = Instant.ofEpochMilli(Schedule.startMillis(session, session.getLong(SENT)));
        Instant answered = Instant.now();
        Optional<String> error = isFailed(session) ? Optional.of(error(session)) : Optional.empty();
        stats.log(isShed(session) ? Requests.SHED : operation, sent, answered, error);
        Optional<String> status =
                session.contains(STATUS) ? Optional.of(Integer.toString(session.getInt(STATUS))) : Optional.empty();
        shown.ifPresent(metrics -> metrics.answered(answered.toEpochMilli() - sent.toEpochMilli(), status, error));
    }

    private boolean isShed(Session session) {
        return session.contains(STATUS) && overloaded.contains(session.getInt(STATUS));
    }

    private boolean isFailed(Session session) {
        return session.isFailed() && !isShed(session);
    }

    private static String error(Session session) {
        return session.contains(STATUS) ? "answered " + session.getInt(STATUS) : "no answer";
    }

    /** Returns the limit on the response time of requests that were shed, with the figure of the trial. */
    public static List<Threshold> thresholds(Trial trial, Duration p95) {
        Optional<Double> got = trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation(Requests.SHED))
                .map(times -> times.percentiles().get(Percentile.P95))
                .map(Long::doubleValue);
        return List.of(Threshold.atMost(
                "p95 response time of the requests that were shed", Unit.MILLISECONDS, (double) p95.toMillis(), got));
    }
}
