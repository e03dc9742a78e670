package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;

/**
 * The operations of a dialect as requests. Their values are what the virtual user carries under the names of
 * {@link Value}, and the options of all timers.
 */
public final class TimerRequests {
    /** The name under which a virtual user carries the cursor of the next page. */
    public static final String NEXT_CURSOR = "nextCursor";

    private final Dialect dialect;
    private final Map<Value, Object> options;

    /** @param options of every timer, beside its own values */
    public TimerRequests(Dialect dialect, Map<Value, Object> options) {
        this.dialect = dialect;
        this.options = options;
    }

    /** Returns a create; where the service chooses the id, the virtual user carries it from then on. */
    public HttpRequestActionBuilder create() {
        Call call = dialect.call(Operation.CREATE);
        HttpRequestActionBuilder request = done("create", call);
        if (!dialect.idsAreOurs()) {
            return request.check(
                    jmesPath(query(call.answers().timerId().orElseThrow())).saveAs(Value.TIMER_ID.word()));
        }
        return withSameId(request, call);
    }

    public HttpRequestActionBuilder read() {
        return withSameId(done("read", dialect.call(Operation.READ)), dialect.call(Operation.READ));
    }

    /** Returns whether the dialect defines the answer to a read of a timer that does not exist. */
    public static boolean canReadMissing(Dialect dialect) {
        return dialect.has(Operation.READ)
                && dialect.call(Operation.READ).answers().missing().isPresent();
    }

    /** Returns a read of a timer that does not exist. */
    public HttpRequestActionBuilder readMissing() {
        return readMissing("read missing");
    }

    HttpRequestActionBuilder readMissing(String name) {
        Call call = dialect.call(Operation.READ);
        Call.AnswerPattern missing = call.answers().missing().orElseThrow();
        return expecting(send(name, call), missing);
    }

    /** Returns an update to the {@code executeAt} that the virtual user carries. */
    public HttpRequestActionBuilder update(String name) {
        return done(name, dialect.call(Operation.UPDATE));
    }

    public HttpRequestActionBuilder delete() {
        return done("delete", dialect.call(Operation.DELETE));
    }

    /**
     * Returns a page of a group's timers. The virtual user carries where the next one starts, if there is one, under
     * {@link #NEXT_CURSOR}, which must be removed before.
     */
    public HttpRequestActionBuilder list(String name) {
        Call call = dialect.call(Operation.LIST);
        HttpRequestActionBuilder request = done(name, call);
        if (call.answers().timers().isPresent()) {
            request = request.check(
                    jmesPath(query(call.answers().timers().get())).ofList().exists());
        }
        if (call.answers().nextCursor().isPresent()) {
            request = request.check(jmesPath(query(call.answers().nextCursor().get()))
                    .optional()
                    .saveAs(NEXT_CURSOR));
        }
        return request;
    }

    /**
     * Searches for the id as a text: parsing every answer would cost the generator more than sending the request.
     * Without a name the check would put the id into the error, and every error would be a kind of its own.
     */
    private static HttpRequestActionBuilder withSameId(HttpRequestActionBuilder request, Call call) {
        return call.answers().timerId().isPresent()
                ? request.check(substring("\"#{" + Value.TIMER_ID.word() + "}\"")
                        .exists()
                        .name("the timer's id in the answer"))
                : request;
    }

    private HttpRequestActionBuilder done(String name, Call call) {
        return expecting(send(name, call), call.answers().done());
    }

    private static HttpRequestActionBuilder expecting(HttpRequestActionBuilder request, Call.AnswerPattern answer) {
        List<io.gatling.javaapi.core.CheckBuilder> checks = new ArrayList<>();
        checks.add(status().in(answer.status().stream().sorted().toArray(Integer[]::new)));
        answer.fields()
                .forEach((field, value) -> checks.add(
                        // The actual value may differ in each answer.
                        jmesPath(query(field)).is(value).logActualValueInError(false)));
        return request.check(checks);
    }

    private HttpRequestActionBuilder send(String name, Call call) {
        HttpRequestActionBuilder request = http(name).httpRequest(call.method(), session -> call.path(values(session)));
        return call.hasBody()
                ? request.header("Content-Type", "application/json")
                        .body(StringBody(session -> call.body(values(session))))
                : request;
    }

    private Value.Source values(Session session) {
        return value -> {
            Object option = options.get(value);
            return option == null ? session.get(value.word()) : option;
        };
    }

    /** Returns the path of a field in JMESPath, quoted, so that its names may hold any character. */
    private static String query(String path) {
        return Arrays.stream(path.split("\\.")).map(name -> "\"" + name + "\"").collect(Collectors.joining("."));
    }
}
