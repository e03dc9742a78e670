package timerbench.harness.load;

import java.util.Optional;
import timerbench.harness.run.Word;
import timerbench.harness.targets.dialect.CallbackAnswers.CallbackAnswer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;

/** The kinds of answers that receivers give to callbacks under load. */
public enum AnswerKind implements Word {
    OK,
    DELAY,
    FAIL,
    REFUSE,
    HANG,
    AGAIN;

    /** Returns why a service of the dialect cannot cope with such answers; empty if it can. */
    public Optional<String> whyNot(Dialect dialect) {
        if (this != OK && !dialect.call(Operation.CREATE).names(Value.CALLBACK_URL)) {
            return Optional.of("create sends no {callbackUrl} that could ask for it");
        }
        return switch (this) {
            case OK, DELAY -> Optional.empty();
            case FAIL -> withoutRetries(dialect);
            case HANG ->
                withoutRetries(dialect)
                        .or(() -> dialect.call(Operation.CREATE).names(Value.CALLBACK_TIMEOUT)
                                ? Optional.empty()
                                : Optional.of("create sends no {callbackTimeout}, so that it could last for ever"));
            case REFUSE -> missing(dialect.callback().answers().refusal(), "refusal");
            case AGAIN -> missing(dialect.callback().answers().again(), "again");
        };
    }

    private static Optional<String> withoutRetries(Dialect dialect) {
        if (dialect.attempts().isEmpty()) {
            return Optional.of("the dialect does not say how often the service calls (service.attempts)");
        }
        return dialect.attempts().getAsInt() == 1 ? Optional.of("the service calls once") : Optional.empty();
    }

    private static Optional<String> missing(Optional<CallbackAnswer> answer, String name) {
        return answer.isPresent()
                ? Optional.empty()
                : Optional.of("the dialect has no such answer (callback.answers." + name + ")");
    }
}
