package timerbench.harness.load.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.measure.callback.PayloadHash;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.targets.dialect.CallbackAnswers.CallbackAnswer;
import timerbench.harness.targets.dialect.CallbackFields;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Place;
import timerbench.harness.targets.dialect.Value;

/** Compares the callback of a timer with its create. */
final class CallbackJudge {
    /** By more than this, the clocks of two machines must not differ anyway. */
    private static final Duration CLOCKS = Duration.ofMillis(250);

    /** A service that does not poll calls within this. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    private static final int SHOWN = 3;

    private final Dialect dialect;
    private final CallbackFields fields;

    CallbackJudge(Dialect dialect) {
        this.dialect = dialect;
        this.fields = dialect.callback();
    }

    /** Judges the callback of a timer of this group and instant. */
    void judge(StepRecord step, CallbackWait.Arrival arrival, String groupId, Instant executeAt, String payload) {
        step.add(arrival.message());
        Receiver.Callback callback = arrival.callback().orElseThrow();
        step.understood((fields.isReference() ? "reference = " : "id = ") + callback.timerId() + ", of the timer");
        fields.groupId().ifPresent(place -> same(step, place, "group", callback.groupId(), groupId));
        callback.executeAt().ifPresent(told -> executeAt(step, told, executeAt));
        attempt(step, callback);
        payload(step, callback, payload);
        lateness(step, Duration.between(executeAt, arrival.at()));
        CallbackAnswer answer = fields.answers().success();
        step.understood("the receiver answered success: " + (answer.status() + " " + answer.body(null)).strip());
    }

    private static void same(StepRecord step, Place place, String what, String got, String wanted) {
        if (got.equals(wanted)) {
            step.understood(what + " = " + got + ", of the timer");
        } else {
            step.wrong(what + " (" + place.text() + ") is " + got + " and not " + wanted);
        }
    }

    private void executeAt(StepRecord step, Instant told, Instant wanted) {
        if (dialect.isDelay()) {
            step.understood("executeAt = " + told + "; create sent a delay, so the service has computed it");
            return;
        }
        same(step, fields.executeAt().orElseThrow().place(), "executeAt", told.toString(), wanted.toString());
    }

    private void attempt(StepRecord step, Receiver.Callback callback) {
        fields.attempt()
                .ifPresentOrElse(
                        place -> same(step, place, "attempt", Integer.toString(callback.attempt()), "1"),
                        () -> step.understood("attempt: callbacks do not number them; receivers count"));
    }

    private void payload(StepRecord step, Receiver.Callback callback, String payload) {
        if (fields.payload().isEmpty()) {
            step.understood("payload: not compared, the dialect does not say where it is (callback.payload)");
        } else if (callback.payload() == PayloadHash.of(payload)) {
            step.understood("payload: equal to that of the create");
        } else {
            step.wrong("payload (" + fields.payload().get().field().path() + ") is not that of the create, " + payload);
        }
    }

    private void lateness(StepRecord step, Duration late) {
        if (!late.isNegative()) {
            step.understood("came " + late.toMillis() + " ms after executeAt");
            hintAtPolling(step, late);
            return;
        }
        String early = "came " + late.abs().toMillis() + " ms before executeAt by the clock of this machine";
        if (late.abs().compareTo(CLOCKS) > 0) {
            step.wrong(early + "; a timer must never fire early. Compare the clocks of both machines");
        } else {
            step.understood(early);
        }
    }

    private void hintAtPolling(StepRecord step, Duration late) {
        Duration byDesign = dialect.facts().pollInterval();
        if (late.compareTo(byDesign.plus(PROMPT)) > 0) {
            step.understood(
                    "That is later than the dialect announces (service.pollInterval: " + Durations.text(byDesign)
                            + "). If the service looks for due timers at intervals, set it to that interval.");
        }
    }

    /**
     * Reports that the callback did not come.
     *
     * @param wanted the timer's id or reference
     */
    void missing(StepRecord step, List<CallbackWait.Arrival> others, String wanted, Receiver receiver, Duration wait) {
        others.stream().limit(SHOWN).forEach(arrival -> {
            step.add(arrival.message());
            arrival.callback()
                    .ifPresentOrElse(
                            callback -> step.wrong(other(callback, wanted)), () -> refused(step, arrival.why()));
        });
        if (others.size() > SHOWN) {
            step.understood("and " + (others.size() - SHOWN) + " more requests");
        }
        if (others.isEmpty()) {
            step.wrong("no request came to the receiver at " + receiver.address() + " within " + Durations.text(wait));
            if (!dialect.call(Operation.CREATE).names(Value.CALLBACK_URL)) {
                step.understood(
                        "create sends no {callbackUrl}, so the service must be set up to call the receiver. Give"
                                + " that a fixed port: -D receiver.port=…");
            }
            step.understood("If the target runs on another host, set -D receiver.host=… to an address of this machine"
                    + " that the target can reach (or 0.0.0.0, and -D receiver.advertise=http://… to the address under"
                    + " which it does). If the service calls later than that by design, say so in the dialect:"
                    + " service.pollInterval.");
        }
    }

    private String other(Receiver.Callback callback, String wanted) {
        String key = fields.isReference() ? "callback.reference" : "callback.timerId";
        return "a callback, but of the timer " + callback.timerId() + " and not " + wanted + ": another timer's, or "
                + fields.id().text() + " (" + key + ") is the wrong place";
    }

    private static void refused(StepRecord step, String why) {
        step.wrong("not a callback of this dialect: " + why);
        if (why.startsWith("?")) {
            step.understood(
                    "A parameter must be in the URL that create sends, such as \"{callbackUrl}?ref={reference}\","
                            + " and the service must keep it.");
        } else if (why.startsWith("/")) {
            step.understood("A segment must be in the URL that create sends, such as \"{callbackUrl}/{reference}\", and"
                    + " the service must keep it.");
        }
    }
}
