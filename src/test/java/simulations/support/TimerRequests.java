package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.harness.load.Benchmark;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Paging;
import timerbench.harness.targets.dialect.Place;
import timerbench.harness.targets.dialect.Value;

/**
 * The operations of a dialect as requests. Their values are what the virtual user carries under the names of
 * {@link Value}, and the options of all timers.
 */
public final class TimerRequests {
    /** The name under which a virtual user carries the start of the next page. */
    private static final String NEXT = "nextPage";

    /** The name under which a virtual user carries the number of timers of a page. */
    private static final String LISTED = "listed";

    private final Dialect dialect;
    private final Value.Source options;

    private TimerRequests(Dialect dialect, Value.Source options) {
        this.dialect = dialect;
        this.options = options;
    }

    /** Returns the requests of timers whose callbacks do not matter. */
    public static TimerRequests plain(Benchmark<?> benchmark) {
        Value.Source options = benchmark.options();
        return new TimerRequests(benchmark.dialect(), value -> value == Value.TOKEN ? options.get(value) : null);
    }

    /** Returns the requests of timers whose callbacks matter. */
    public static TimerRequests calledBack(Benchmark<?> benchmark) {
        return new TimerRequests(benchmark.dialect(), benchmark.options());
    }

    /** Returns a create; where the service chooses the id, the virtual user carries it from then on. */
    public HttpRequestActionBuilder create() {
        Call call = dialect.call(Operation.CREATE);
        HttpRequestActionBuilder request = done("create", call);
        return dialect.idsAreOurs() ? withSameId(request, call) : savingId(request, call);
    }

    private static HttpRequestActionBuilder savingId(HttpRequestActionBuilder request, Call call) {
        Place place = call.answers().timerId().orElseThrow();
        if (place instanceof Place.Header named) {
            return request.check(header(named.name())
                    .transform(text -> named.isLocation() ? Place.Header.lastSegment(text) : text)
                    .saveAs(Value.TIMER_ID.word()));
        }
        return request.check(jmesPath(query(place.text())).saveAs(Value.TIMER_ID.word()));
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

    /** Returns a page of a group's timers, from where the virtual user stands in the list. */
    public HttpRequestActionBuilder list(String name) {
        Paging paging = dialect.paging();
        HttpRequestActionBuilder request = done(name, dialect.call(Operation.LIST));
        if (paging.timers().isPresent()) {
            String timers = query(paging.timers().get());
            request = paging.counted().isPresent()
                    ? request.check(jmesPath("length(" + timers + ")").ofInt().saveAs(LISTED))
                    : request.check(jmesPath("type(" + timers + ")").in("array", "object"));
        }
        return paging.nextCursor().isEmpty()
                ? request
                : request.check(
                        jmesPath(query(paging.nextCursor().get())).optional().saveAs(NEXT));
    }

    /** Returns the virtual user at the start of a list. */
    public Session firstPage(Session session) {
        Paging paging = dialect.paging();
        Session atStart =
                session.remove(NEXT).remove(LISTED).remove(paging.start().word());
        return paging.first()
                .map(first -> atStart.set(paging.start().word(), first))
                .orElse(atStart);
    }

    /** Returns whether another page follows the one that the virtual user was answered. */
    public boolean hasNextPage(Session session) {
        return next(session).isPresent();
    }

    /** Returns the virtual user at the start of the page that follows. */
    public Session nextPage(Session session) {
        return session.set(dialect.paging().start().word(), next(session).orElseThrow())
                .remove(NEXT)
                .remove(LISTED);
    }

    private Optional<String> next(Session session) {
        if (session.contains(LISTED)) {
            String start = Objects.requireNonNull(
                    session.getString(dialect.paging().start().word()));
            return Optional.ofNullable(
                    dialect.paging().next(start, session.getInt(Value.LIMIT.word()), session.getInt(LISTED)));
        }
        return Optional.ofNullable(session.getString(NEXT)).filter(cursor -> !cursor.isEmpty());
    }

    /**
     * Searches for the id as a text: parsing every answer would cost the generator more than sending the request.
     * Without a name the check would put the id into the error, and every error would be a kind of its own.
     */
    private static HttpRequestActionBuilder withSameId(HttpRequestActionBuilder request, Call call) {
        return call.answers().timerId().filter(Place.Field.class::isInstance).isPresent()
                ? request.check(bodyString()
                        .transformWithSession((body, session) -> holds(body, session.getString(Value.TIMER_ID.word())))
                        .is(true)
                        .name("looking for the timer's id in the answer"))
                : request;
    }

    /** Returns whether a body holds an id, as a text or as a number. */
    static boolean holds(String body, String id) {
        if (body.contains("\"" + id + "\"")) {
            return true;
        }
        boolean isNumber = id.chars().allMatch(c -> c >= '0' && c <= '9');
        int at = isNumber ? body.indexOf(id) : -1;
        while (at >= 0 && !(ends(body, at - 1) && ends(body, at + id.length()))) {
            at = body.indexOf(id, at + 1);
        }
        return at >= 0;
    }

    /** Returns whether a number cannot go on at this place. */
    private static boolean ends(String body, int at) {
        return at >= 0 && at < body.length() && ":,[]} \n\r\t".indexOf(body.charAt(at)) >= 0;
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
        for (String header : call.headerNames(options)) {
            request = request.header(
                    header, session -> call.headers(values(session)).get(header));
        }
        return call.contentType().isPresent()
                ? request.header("Content-Type", call.contentType().get())
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
        return path.equals(".")
                ? "@"
                : Arrays.stream(path.split("\\."))
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining("."));
    }
}
