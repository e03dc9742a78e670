package timerbench.harness.load.check;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import timerbench.harness.load.check.CheckRun.Created;
import timerbench.harness.targets.TimerProbe;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.CallAnswer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Paging;
import timerbench.harness.targets.dialect.Place;
import timerbench.harness.targets.dialect.Value;

/** The steps of a timer that is created, read, moved, listed and deleted before it is due. */
final class LifeOfATimer {
    private static final Duration LATER = Duration.ofHours(1);
    private static final int PAGE = 10;

    private final CheckRun run;
    private final Dialect dialect;
    private final AnswerJudge judge;

    LifeOfATimer(CheckRun run) {
        this.run = run;
        this.dialect = run.dialect();
        this.judge = run.judge();
    }

    /** @param callbackUrl of the timer, whose callback nobody waits for */
    void steps(String callbackUrl) {
        Instant now = Instant.now();
        Optional<Created> created = run.create(
                run.step("create a timer due tomorrow"),
                run.values(now, DialectCheck.TOMORROW, callbackUrl),
                now,
                List.of());
        onTimer(Operation.READ, "read it", created, this::readSame);
        onTimer(Operation.UPDATE, "move it an hour later (update)", created, this::move);
        list(callbackUrl);
        boolean isDeleted = onTimer(
                Operation.DELETE,
                "delete it",
                created,
                (step, timer) -> send(step, Operation.DELETE, timer.values(), Instant.now())
                        .filter(answer -> judge.isDone(step, Operation.DELETE, answer))
                        .isPresent());
        readDeleted(created, isDeleted);
        readMissing(callbackUrl);
    }

    private Optional<CallAnswer> send(StepRecord step, Operation operation, Map<Value, Object> values, Instant now) {
        return run.caller().call(step, operation, values, now);
    }

    private interface OnTimer {
        /** Returns whether it was done. */
        boolean send(StepRecord step, Created timer);
    }

    /** Returns whether it was done. */
    private boolean onTimer(Operation operation, String name, Optional<Created> created, OnTimer request) {
        Optional<String> why = whyNot(operation, created);
        if (why.isPresent()) {
            run.done(CheckStep.skipped(name, why.get()));
            return false;
        }
        StepRecord step = run.step(name);
        boolean isDone = request.send(step, created.orElseThrow());
        run.done(step.end());
        return isDone;
    }

    private Optional<String> whyNot(Operation operation, Optional<Created> created) {
        if (!dialect.has(operation)) {
            return Optional.of("the dialect has no operation " + operation.word()
                    + (operation == Operation.DELETE && created.isPresent() ? "; the timer stays" : ""));
        }
        if (created.isEmpty()) {
            return Optional.of("there is no timer: its create was not done");
        }
        return created.get().id().isEmpty() && dialect.call(operation).names(Value.TIMER_ID)
                ? Optional.of("the id of the timer is not known")
                : Optional.empty();
    }

    private boolean readSame(StepRecord step, Created timer) {
        Optional<CallAnswer> answer = send(step, Operation.READ, timer.values(), Instant.now())
                .filter(known -> judge.isDone(step, Operation.READ, known));
        if (answer.isPresent() && timer.id().isPresent()) {
            judge.requireId(step, Operation.READ, answer.get(), timer.id().get());
        }
        return answer.isPresent();
    }

    private boolean move(StepRecord step, Created timer) {
        Instant now = Instant.now();
        Map<Value, Object> moved = new EnumMap<>(timer.values());
        moved.put(
                Value.EXECUTE_AT,
                dialect.representable(now.plus(DialectCheck.TOMORROW).plus(LATER), now));
        return send(step, Operation.UPDATE, moved, now)
                .filter(answer -> judge.isDone(step, Operation.UPDATE, answer))
                .isPresent();
    }

    private void list(String callbackUrl) {
        String name = "list the first page";
        if (!dialect.has(Operation.LIST)) {
            run.done(CheckStep.skipped(name, "the dialect has no operation list"));
            return;
        }
        StepRecord step = run.step(name);
        Paging paging = dialect.paging();
        Map<Value, Object> values = new EnumMap<>(
                Map.of(Value.GROUP_ID, TimerProbe.GROUP, Value.CALLBACK_URL, callbackUrl, Value.LIMIT, PAGE));
        paging.first().ifPresent(first -> values.put(paging.start(), first));
        send(step, Operation.LIST, values, Instant.now())
                .filter(answer -> judge.isDone(step, Operation.LIST, answer))
                .ifPresent(answer -> page(step, paging, answer));
        run.done(step.end());
    }

    private static void page(StepRecord step, Paging paging, CallAnswer answer) {
        OptionalInt timers = paging.timers().map(answer::size).orElse(OptionalInt.empty());
        if (paging.timers().isEmpty()) {
            step.understood("timers: not counted, the dialect does not say where they are (list.timers)");
        } else if (timers.isEmpty()) {
            step.wrong("no timers: the answer has no list or object at "
                    + paging.timers().get() + " (list.timers)");
            return;
        } else {
            step.understood("timers on the page: " + timers.getAsInt());
        }
        next(paging, answer, timers)
                .ifPresentOrElse(
                        next -> step.understood(
                                "a next page: it starts at " + paging.start().word() + " " + next),
                        () -> step.understood("no next page"));
    }

    private static Optional<String> next(Paging paging, CallAnswer answer, OptionalInt timers) {
        if (timers.isPresent() && paging.counted().isPresent()) {
            return Optional.ofNullable(paging.next(paging.first().orElseThrow(), PAGE, timers.getAsInt()));
        }
        return paging.nextCursor()
                .flatMap(path -> answer.text(Place.of(path).orElseThrow()))
                .filter(cursor -> !cursor.isEmpty());
    }

    private void readDeleted(Optional<Created> created, boolean isDeleted) {
        String name = "read it after the delete";
        Optional<String> why = whyNot(Operation.READ, created)
                .or(() -> isDeleted ? Optional.empty() : Optional.of("it was not deleted"));
        if (why.isPresent()) {
            run.done(CheckStep.skipped(name, why.get()));
        } else {
            readMissing(run.step(name), created.orElseThrow().values());
        }
    }

    private void readMissing(String callbackUrl) {
        String name = "read a timer that does not exist";
        if (!dialect.has(Operation.READ)) {
            run.done(CheckStep.skipped(name, "the dialect has no operation read"));
            return;
        }
        String id = run.missingId();
        readMissing(
                run.step(name),
                Map.of(
                        Value.GROUP_ID, TimerProbe.GROUP,
                        Value.TIMER_ID, id,
                        Value.REFERENCE, id,
                        Value.CALLBACK_URL, callbackUrl));
    }

    private void readMissing(StepRecord step, Map<Value, Object> values) {
        Optional<CallAnswer> answer = send(step, Operation.READ, values, Instant.now());
        Optional<Call.AnswerPattern> missing =
                dialect.call(Operation.READ).answers().missing();
        if (answer.isPresent() && missing.isEmpty()) {
            run.done(step.endSkipped("the dialect does not say how such a read is answered (read.missing)"));
            return;
        }
        answer.ifPresent(known -> judge.requireMissing(step, missing.orElseThrow(), known));
        run.done(step.end());
    }
}
