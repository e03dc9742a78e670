package timerbench.harness.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;

/** Creates a single timer before the load, to find out whether its callback arrives. */
public final class TimerProbe {
    /** The group of timers that do not belong to a load. */
    public static final String GROUP = "timer-bench";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Dialect dialect;
    private final TargetClient client;

    public TimerProbe(Target target) {
        this(target.dialect(), target.headers());
    }

    TimerProbe(Dialect dialect, Map<String, String> headers) {
        this.dialect = dialect;
        this.client = new TargetClient(headers);
    }

    /**
     * Creates the timer on the target at this address, and returns its id: the given one, unless the service chooses
     * ids.
     *
     * @throws TargetException with the target's answer, if the target does not acknowledge the timer
     */
    public String create(String target, String timerId, Instant executeAt, String callbackUrl) {
        Map<Value, Object> values = Map.of(
                Value.GROUP_ID, GROUP,
                Value.TIMER_ID, timerId,
                Value.EXECUTE_AT, executeAt,
                Value.CALLBACK_URL, callbackUrl);
        Call create = dialect.call(Operation.CREATE);
        try {
            TargetHttp.Answer answer =
                    client.send(create.method(), target + create.path(values::get), create.body(values::get));
            JsonNode body = json(answer.body());
            if (!create.answers().done().matches(answer.status(), path -> text(body, path))) {
                throw new TargetException("target " + target + " did not accept a timer for the receiver at "
                        + callbackUrl + ": it answered " + answer.status() + " " + answer.body());
            }
            return dialect.idsAreOurs() ? timerId : id(create, target, answer, body);
        } catch (IOException e) {
            throw new TargetException("target " + target + " stopped answering: " + e.getMessage(), e);
        }
    }

    private static String id(Call create, String target, TargetHttp.Answer answer, JsonNode body) {
        String field = create.answers().timerId().orElseThrow();
        return Optional.of(text(body, field))
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> new TargetException("target " + target
                        + " accepted a timer, but its answer has no field " + field + ": " + answer.body()));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static String text(JsonNode body, String path) {
        return body.at("/" + path.replace('.', '/')).asText("");
    }
}
