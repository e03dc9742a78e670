package timerbench.harness.load.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import timerbench.harness.targets.MissingIds;
import timerbench.harness.targets.TimerProbe;
import timerbench.harness.targets.dialect.CallAnswer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Place;
import timerbench.harness.targets.dialect.Value;

/** What the steps of a check have in common: they send requests, create timers, and report. */
final class CheckRun {
    static final String PAYLOAD = "{\"kind\":\"check\"}";

    private final Dialect dialect;
    private final Secrets secrets;
    private final Caller caller;
    private final AnswerJudge judge;
    private final Consumer<CheckStep> listener;
    private final List<CheckStep> steps = new ArrayList<>();
    private final MissingIds missingIds = new MissingIds();

    /** A timer that the service has acknowledged, and its id if that is known. */
    record Created(Map<Value, Object> values, Optional<String> id) {}

    /** @param listener receives each step when it is done */
    CheckRun(Dialect dialect, String url, Optional<String> token, Consumer<CheckStep> listener) {
        this.dialect = dialect;
        this.secrets = new Secrets(token);
        this.caller = new Caller(dialect, url, token, secrets);
        this.judge = new AnswerJudge(dialect, token.isPresent());
        this.listener = listener;
    }

    Dialect dialect() {
        return dialect;
    }

    Secrets secrets() {
        return secrets;
    }

    Caller caller() {
        return caller;
    }

    AnswerJudge judge() {
        return judge;
    }

    StepRecord step(String name) {
        return new StepRecord(name, secrets);
    }

    void done(CheckStep step) {
        steps.add(step);
        listener.accept(step);
    }

    CheckReport report() {
        return new CheckReport(steps);
    }

    /** Returns an id that no timer has, in the form of the service's own. */
    String missingId() {
        return missingIds.next();
    }

    /** Returns the values of a new timer. */
    Map<Value, Object> values(Instant now, Duration ahead, String callbackUrl) {
        String id = UUID.randomUUID().toString();
        return new EnumMap<>(Map.of(
                Value.GROUP_ID, TimerProbe.GROUP,
                Value.TIMER_ID, id,
                Value.REFERENCE, id,
                Value.EXECUTE_AT, dialect.representable(now.plus(ahead), now),
                Value.CALLBACK_URL, callbackUrl,
                Value.PAYLOAD, PAYLOAD));
    }

    /**
     * Creates a timer.
     *
     * @param notes to add if it is acknowledged
     */
    Optional<Created> create(StepRecord step, Map<Value, Object> values, Instant now, List<String> notes) {
        Optional<Created> created = caller.call(step, Operation.CREATE, values, now)
                .filter(answer -> judge.isDone(step, Operation.CREATE, answer))
                .map(answer -> created(step, answer, values));
        created.ifPresent(timer -> notes.forEach(step::understood));
        done(step.end());
        return created;
    }

    private Created created(StepRecord step, CallAnswer answer, Map<Value, Object> values) {
        if (dialect.idsAreOurs()) {
            String own = String.valueOf(values.get(Value.TIMER_ID));
            judge.requireId(step, Operation.CREATE, answer, own);
            return new Created(values, Optional.of(own));
        }
        Place place = dialect.call(Operation.CREATE).answers().timerId().orElseThrow();
        Optional<String> id = answer.text(place).filter(text -> !text.isEmpty());
        id.ifPresentOrElse(
                known -> step.understood("id = " + known + ", chosen by the service (" + place.text() + ")"),
                () -> step.wrong("no id: the answer has no " + place.text() + " (create.timerId)"));
        id.ifPresent(missingIds::learn);
        Map<Value, Object> known = new EnumMap<>(values);
        known.remove(Value.TIMER_ID);
        id.ifPresent(text -> known.put(Value.TIMER_ID, text));
        return new Created(known, id);
    }
}
