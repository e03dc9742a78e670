package timerbench.harness.target;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Creates a single timer, before the load, to see whether its callback comes. */
public final class TimerProbe {
    /** The group of the timers that are no part of any load. */
    public static final String GROUP = "timer-bench";

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private TimerProbe() {}

    /**
     * Creates the timer on the target at this address.
     *
     * @throws TargetException with the target's answer, if it does not acknowledge it
     */
    public static void create(
            String target, Optional<String> token, String timerId, Instant executeAt, String callbackUrl) {
        String body = "{\"timerId\":\"" + timerId + "\",\"executeAt\":\"" + executeAt + "\",\"callbackUrl\":\""
                + callbackUrl + "\"}";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + "/groups/" + GROUP + "/timers"))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new TargetException("target " + target + " did not take a timer for the receiver at "
                        + callbackUrl + ": it answered " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new TargetException("target " + target + " stopped answering: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted", e);
        }
    }
}
