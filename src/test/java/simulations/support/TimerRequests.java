package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/** The operations of the API as requests. They take groupId, timerId and payload from the virtual user. */
public final class TimerRequests {
    private TimerRequests() {}

    /** Returns a create of a timer that is due that long after it. */
    public static HttpRequestActionBuilder create(Duration dueIn, String callbackUrl) {
        return create(session -> createBody(session, millis(Instant.now().plus(dueIn)), callbackUrl, ""));
    }

    /**
     * Returns a create of a timer whose {@code executeAt} and {@code callbackUrl} the virtual user carries.
     *
     * @param options further fields of the body, such as {@code "callbackTimeout":"1s"}
     */
    public static HttpRequestActionBuilder create(String options) {
        return create(session ->
                createBody(session, session.<Instant>get("executeAt"), session.getString("callbackUrl"), options));
    }

    /** It checks for 201 and for the id in the answer. */
    private static HttpRequestActionBuilder create(Function<Session, String> body) {
        return http("create")
                .post("/groups/#{groupId}/timers")
                .header("Content-Type", "application/json")
                .body(StringBody(body))
                .check(status().is(201), jmesPath("timerId").isEL("#{timerId}"));
    }

    /** Returns an update to the {@code executeAt} that the virtual user carries. */
    public static HttpRequestActionBuilder update() {
        return http("update")
                .put("/groups/#{groupId}/timers/#{timerId}")
                .header("Content-Type", "application/json")
                .body(StringBody(session -> "{\"executeAt\":\"" + session.<Instant>get("executeAt") + "\"}"))
                .check(status().is(200));
    }

    public static HttpRequestActionBuilder delete() {
        return http("delete").delete("/groups/#{groupId}/timers/#{timerId}").check(status().is(204));
    }

    /** Returns the instant in whole milliseconds, which every timer service keeps. */
    public static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Concatenation, not a format: this runs once a request in the generator, which is not to be what is measured. */
    private static String createBody(Session session, Instant executeAt, String callbackUrl, String options) {
        return "{\"timerId\":\"" + session.getString("timerId") + "\",\"executeAt\":\"" + executeAt
                + "\",\"callbackUrl\":\"" + callbackUrl + "\",\"payload\":" + session.getString("payload")
                + (options.isEmpty() ? "" : "," + options) + "}";
    }
}
