package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The operations of the API as requests. They take groupId, timerId and payload from the virtual user. */
public final class TimerRequests {
    private TimerRequests() {}

    /** Returns a create that checks for 201 and for the id in the answer. */
    public static HttpRequestActionBuilder create(Duration dueIn, String callbackUrl) {
        return http("create")
                .post("/groups/#{groupId}/timers")
                .header("Content-Type", "application/json")
                .body(StringBody(session -> createBody(
                        session.getString("timerId"),
                        Instant.now().plus(dueIn),
                        callbackUrl,
                        session.getString("payload"))))
                .check(status().is(201), jmesPath("timerId").isEL("#{timerId}"));
    }

    /** Concatenation, not a format: this runs once a request in the generator, which is not to be what is measured. */
    private static String createBody(String timerId, Instant executeAt, String callbackUrl, String payload) {
        return "{\"timerId\":\"" + timerId + "\",\"executeAt\":\"" + executeAt.truncatedTo(ChronoUnit.MILLIS)
                + "\",\"callbackUrl\":\"" + callbackUrl + "\",\"payload\":" + payload + "}";
    }
}
