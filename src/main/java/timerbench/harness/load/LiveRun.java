package timerbench.harness.load;

import io.gatling.commons.validation.Success;
import io.gatling.http.request.builder.HttpRequestBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import timerbench.harness.load.live.LiveEndpoint;
import timerbench.harness.load.live.LiveSettings;
import timerbench.harness.load.live.OtlpPush;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.live.LiveMetrics;
import timerbench.harness.measure.live.LoadState;
import timerbench.harness.measure.live.OperationMetrics;
import timerbench.harness.show.LivePage;
import timerbench.harness.show.RunEnd;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.Settings;

/** Shows a run while it runs, if the settings ask for it. If not, it does nothing, and nothing is observed. */
final class LiveRun {
    private final Optional<LiveEndpoint> endpoint;
    private final Optional<LiveMetrics> metrics;
    private final Optional<OtlpPush> push;
    private final Console console;
    private final ExpectedRequests expected;
    private final Map<String, DueRequests> due = new LinkedHashMap<>();
    private Supplier<Duration> sendingFor = () -> Duration.ZERO;
    private Runnable over = () -> {};

    private LiveRun(LiveSettings settings, Dialect dialect, Console console) {
        this.endpoint = LiveEndpoint.open(settings);
        this.metrics =
                endpoint.map(LiveEndpoint::metrics).or(() -> settings.pushTo().map(url -> new LiveMetrics()));
        this.push = settings.pushTo().map(url -> OtlpPush.to(url, metrics.orElseThrow(), console::note));
        this.expected = new ExpectedRequests(dialect);
        this.console = console;
    }

    /**
     * Opens the endpoint if the settings ask for it, and prints its address.
     *
     * @throws IllegalStateException if it cannot listen, or if the environment gives headers that are none
     */
    static LiveRun open(Settings settings, Dialect dialect, Console console) {
        LiveRun live = new LiveRun(LiveSettings.of(settings), dialect, console);
        live.endpoint.ifPresent(known -> {
            console.note("the run is shown at " + known.page());
            console.note("live metrics are at " + known.url());
        });
        return live;
    }

    /**
     * Shows at 0 what the load is going to count, as far as that is known. The target is not started yet: that takes
     * long enough for a scraper to come before the load. Pushes from now on if the settings ask for it.
     *
     * @param names of the requests of the plan
     */
    void expect(Set<String> names, Optional<Callbacks> callbacks) {
        metrics.ifPresent(live -> {
            names.forEach(name -> expected.method(name).ifPresent(method -> expect(live, name, method, true)));
            callbacks.ifPresent(known -> known.onEvent(live.callbacks(known::acknowledged, known::outstanding)));
        });
        push.ifPresent(OtlpPush::begin);
    }

    private OperationMetrics expect(LiveMetrics live, String name, String method, boolean byPlan) {
        OperationMetrics operation = live.operation(name, method);
        expected.statuses(name, method, byPlan).forEach(operation::expect);
        return operation;
    }

    /**
     * Shows a load from now on.
     *
     * @param run returns the identity of the run, once it is known
     */
    void show(LoadPlan plan, LiveLoad load, Supplier<Optional<LoadState.RunInfo>> run) {
        if (metrics.isEmpty()) {
            return;
        }
        LiveState state = new LiveState(plan, load, run);
        metrics.get().load(state);
        load.onLag(metrics.get()::startedLate);
        plan.starts().keySet().forEach(operation -> due.put(operation, new DueRequests(plan.startsOf(operation))));
        sendingFor = state::sendingFor;
        over = state::end;
    }

    /**
     * Returns the metrics of the requests of a name; empty if nothing is shown.
     *
     * @param byPlan whether they are requests of the plan, and not beside it
     */
    Optional<OperationMetrics> operation(String name, HttpRequestActionBuilder request, boolean byPlan) {
        return metrics.map(live -> {
            OperationMetrics requests = expect(live, name, method(request), byPlan);
            DueRequests starts = due.get(name);
            if (starts != null) {
                requests.planned(() -> starts.by(sendingFor.get()));
            }
            return requests;
        });
    }

    /** The method of a request is the same for every virtual user. */
    private static String method(HttpRequestActionBuilder request) {
        HttpRequestBuilder builder = (HttpRequestBuilder) request.asScala();
        return builder.commonAttributes().method().apply(null) instanceof Success<HttpMethod> method
                ? method.value().name()
                : "";
    }

    /**
     * Ends what is shown: pushes the last values, and closes the endpoint.
     *
     * @param result of the run
     * @param forScrapers whether scrapers may still read the last values before
     */
    void end(RunEnd result, boolean forScrapers) {
        over.run();
        push.ifPresent(OtlpPush::close);
        endpoint.ifPresent(known -> {
            Duration most = known.end(LivePage.ended(result));
            if (forScrapers && !most.isZero()) {
                RunProcess.onInterrupt(known::release, known::release);
                console.note("waiting for two more scrapes of " + known.url() + ", for at most "
                        + most.plusMillis(999).toSeconds() + " s; Ctrl-C ends the wait");
                known.linger(most);
            }
            known.close();
        });
    }
}
