package timerbench.harness.load.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TimerProbe;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.CallAnswer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.TimerOptions;
import timerbench.harness.targets.dialect.Value;
import timerbench.harness.targets.dialect.Wrong;
import timerbench.settings.Settings;

/** Checks a dialect on a service: takes one timer through every operation, and another one to its callback. */
public final class DialectCheck {
    static final Duration TOMORROW = Duration.ofDays(1);
    private static final Duration CALLBACK_TIMEOUT = Duration.ofSeconds(1);
    private static final String NOT_THE_TOKEN = "not-the-token";
    private static final Set<Integer> REFUSED = Set.of(401, 403);
    private static final int READY = 200;

    /**
     * What callbacks need.
     *
     * @param pendingUrl of timers whose callbacks nobody waits for
     */
    public record CallbackSettings(ReceiverSettings receiver, String pendingUrl) {
        /** Returns those that simulations use. */
        public static CallbackSettings of(Settings settings) {
            return new CallbackSettings(
                    settings.read("receiver", ReceiverSettings.class), settings.text("timers.callbackUrl"));
        }
    }

    private final Dialect dialect;
    private final Optional<String> token;
    private final CallbackSettings callbacks;
    private final CheckRun run;

    private DialectCheck(Dialect dialect, Optional<String> token, CallbackSettings callbacks, CheckRun run) {
        this.dialect = dialect;
        this.token = token;
        this.callbacks = callbacks;
        this.run = run;
    }

    /**
     * Checks the dialect on a service.
     *
     * @param url the address of the service
     * @param listener receives each step when it is done
     * @throws TargetException if the receiver of callbacks cannot listen
     */
    public static CheckReport run(
            Dialect dialect,
            String url,
            Optional<String> token,
            CallbackSettings callbacks,
            Consumer<CheckStep> listener) {
        CheckRun run = new CheckRun(dialect, url, token, listener);
        DialectCheck check = new DialectCheck(dialect, token, callbacks, run);
        check.ready();
        new LifeOfATimer(run).steps(callbacks.pendingUrl());
        check.callback();
        check.wrongToken();
        return run.report();
    }

    private void ready() {
        StepRecord step = run.step("ready");
        Optional<Integer> status = run.caller().get(step, dialect.ready().orElse("/"));
        if (status.isPresent() && dialect.ready().isEmpty()) {
            step.understood("the dialect has no path for this (ready), so any answer will do");
        } else if (status.isPresent() && status.get() != READY) {
            step.wrong("not ready: status " + status.get() + " is not 200. Is it the right path (ready)?");
        } else if (status.isPresent()) {
            step.understood("ready: status 200");
        }
        run.done(step.end());
    }

    private void callback() {
        String name = "create a timer due now, for its callback";
        if (!dialect.hasCallback()) {
            run.done(CheckStep.skipped(name, "the dialect has no callback"));
            return;
        }
        CallbackWait wait = new CallbackWait(run.secrets());
        try (Receiver receiver =
                Receiver.start(callbacks.receiver(), dialect.callback(), InstantSource.system(), wait)) {
            callback(name, receiver, wait);
        } catch (IllegalStateException e) {
            throw new TargetException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted", e);
        }
    }

    private void callback(String name, Receiver receiver, CallbackWait wait) throws InterruptedException {
        Instant now = Instant.now();
        ReceiverSettings.Probe probe = callbacks.receiver().probe();
        Duration ahead = dialect.facts().lead(probe.dueIn());
        Map<Value, Object> values = run.values(now, ahead, receiver.url(new Behaviour.Ok()));
        values.putAll(TimerOptions.VALUES);
        values.put(Value.CALLBACK_TIMEOUT, CALLBACK_TIMEOUT);
        Instant executeAt = (Instant) values.get(Value.EXECUTE_AT);
        Duration longest = Duration.between(now, executeAt)
                .plus(dialect.facts().pollInterval())
                .plus(probe.timeout());
        String waits = "due in " + Durations.text(ahead) + "; waiting for its callback, at most "
                + Durations.text(Duration.ofSeconds(longest.plusMillis(999).toSeconds()));
        Optional<CheckRun.Created> created = run.create(run.step(name), values, now, List.of(waits));
        Optional<String> id = created.flatMap(timer -> dialect.callback().isReference()
                ? Optional.of(String.valueOf(values.get(Value.REFERENCE)))
                : timer.id());
        if (id.isEmpty()) {
            run.done(CheckStep.skipped("its callback", "there is no timer, or its id is not known"));
            return;
        }
        StepRecord step = run.step("its callback");
        CallbackJudge callbackJudge = new CallbackJudge(dialect);
        wait.await(id.get(), executeAt, longest)
                .ifPresentOrElse(
                        arrival -> callbackJudge.judge(step, arrival, TimerProbe.GROUP, executeAt, CheckRun.PAYLOAD),
                        () -> callbackJudge.missing(step, wait.all(), id.get(), receiver, longest));
        run.done(step.end());
    }

    private void wrongToken() {
        String name = "a request with a wrong token";
        Optional<Operation> carrier = carrier();
        if (carrier.isEmpty() || token.isEmpty()) {
            run.done(
                    CheckStep.skipped(name, carrier.isEmpty() ? "the dialect sends no token" : "API_TOKEN is not set"));
            return;
        }
        StepRecord step = run.step(name);
        Set<Integer> wanted = dialect.wrong().getOrDefault(Wrong.WRONG_TOKEN, REFUSED);
        Instant now = Instant.now();
        Map<Value, Object> values = run.values(now, TOMORROW, callbacks.pendingUrl());
        values.put(Value.TIMER_ID, run.missingId());
        Optional<CallAnswer> answer = run.caller().with(NOT_THE_TOKEN).call(step, carrier.get(), values, now);
        answer.ifPresent(known -> {
            List<String> differences = AnswerJudge.differences(new Call.AnswerPattern(wanted, Map.of()), known);
            if (differences.isEmpty()) {
                step.understood("refused: status " + known.status());
            } else {
                step.wrong("not refused ("
                        + (dialect.wrong().containsKey(Wrong.WRONG_TOKEN) ? "wrong.wrongToken" : "usual statuses")
                        + "): " + String.join("; ", differences));
                step.understood("If the service requires no token, unset API_TOKEN.");
            }
        });
        run.done(step.end());
    }

    /** Returns an operation that sends the token; a read, if it does, because it changes nothing. */
    private Optional<Operation> carrier() {
        boolean isInAll = !dialect.headers(Optional.of(NOT_THE_TOKEN)).equals(dialect.headers(Optional.empty()));
        return List.of(Operation.READ, Operation.CREATE, Operation.UPDATE, Operation.DELETE, Operation.LIST).stream()
                .filter(dialect::has)
                .filter(operation -> isInAll || dialect.call(operation).names(Value.TOKEN))
                .findFirst();
    }
}
