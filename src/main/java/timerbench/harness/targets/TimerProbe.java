package timerbench.harness.targets;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.CallAnswer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;

/** Creates a single timer before the load, to find out whether its callback arrives. */
public final class TimerProbe {
    /** The group of timers that do not belong to a load. */
    public static final String GROUP = "timer-bench";

    /** The timer looks like those of a load, so that the service treats it alike. */
    private static final String PAYLOAD = "{\"kind\":\"probe\"}";

    private final Dialect dialect;
    private final Value.Source options;
    private final TargetClient client;

    public TimerProbe(Target target) {
        this(target.dialect(), target.options(), new TargetClient(target.headers()));
    }

    TimerProbe(Dialect dialect, Value.Source options, TargetClient client) {
        this.dialect = dialect;
        this.options = options;
        this.client = client;
    }

    /**
     * Creates the timer on the target at this address, and returns by what its callback is identified: the given id,
     * unless it is the one that the service has chosen.
     *
     * @param id the timer's id and reference
     * @throws TargetException with the target's answer, if the target does not acknowledge the timer
     */
    public String create(String target, String id, Instant executeAt, String callbackUrl) {
        Map<Value, Object> values = Map.of(
                Value.GROUP_ID, GROUP,
                Value.TIMER_ID, id,
                Value.REFERENCE, id,
                Value.EXECUTE_AT, executeAt,
                Value.CALLBACK_URL, callbackUrl,
                Value.PAYLOAD, PAYLOAD);
        Call create = dialect.call(Operation.CREATE);
        try {
            CallAnswer answer = client.ask(target, create, value -> {
                Object own = values.get(value);
                return own == null ? options.get(value) : own;
            });
            if (!answer.is(create.answers().done())) {
                throw new TargetException("target " + target + " did not accept a timer for the receiver at "
                        + callbackUrl + ": it answered " + answer.status() + " " + answer.body());
            }
            boolean isGiven = dialect.idsAreOurs() || dialect.callback().isReference();
            return isGiven ? id : idOf(create, target, answer);
        } catch (IOException e) {
            throw TargetException.stoppedAnswering(target, e);
        }
    }

    private static String idOf(Call create, String target, CallAnswer answer) {
        return create.answers()
                .timerId()
                .flatMap(answer::text)
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> new TargetException("target " + target + " accepted a timer, but its answer has no "
                        + create.answers().timerId().orElseThrow().text() + ": " + answer.body()));
    }
}
