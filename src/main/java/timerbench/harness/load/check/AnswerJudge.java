package timerbench.harness.load.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.CallAnswer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Place;

/** Compares answers with what the dialect says of them, and adds the result to the step. */
final class AnswerJudge {
    private final Dialect dialect;
    private final boolean hasToken;

    AnswerJudge(Dialect dialect, boolean hasToken) {
        this.dialect = dialect;
        this.hasToken = hasToken;
    }

    /** Returns whether the operation was done. */
    boolean isDone(StepRecord step, Operation operation, CallAnswer answer) {
        Call.Answers answers = dialect.call(operation).answers();
        List<String> differences = differences(answers.done(), answer);
        if (differences.isEmpty()) {
            step.understood("done: " + text(answers.done(), answer));
            return true;
        }
        step.wrong("not done (" + operation.word() + ".done): " + String.join("; ", differences));
        hint(operation, answers, answer).ifPresent(step::understood);
        return false;
    }

    /** Judges the answer about a timer that does not exist. */
    void requireMissing(StepRecord step, Call.AnswerPattern missing, CallAnswer answer) {
        List<String> differences = differences(missing, answer);
        if (differences.isEmpty()) {
            step.understood("no such timer: " + text(missing, answer));
            return;
        }
        step.wrong(
                "not the answer about a timer that does not exist (read.missing): " + String.join("; ", differences));
        if (answer.is(dialect.call(Operation.READ).answers().done())) {
            step.understood("this is how the dialect says that there is one (read.done)");
        }
    }

    /** Judges the id in an answer about a timer whose id is known, if the dialect says where it is. */
    void requireId(StepRecord step, Operation operation, CallAnswer answer, String id) {
        Optional<Place> place = dialect.call(operation).answers().timerId();
        if (place.isEmpty()) {
            return;
        }
        String key = place.get().text() + " (" + operation.word() + ".timerId)";
        Optional<String> answered = answer.text(place.get());
        if (answered.isEmpty()) {
            step.wrong("the answer has no " + key);
        } else if (!answered.get().equals(id)) {
            step.wrong("the id in " + key + " is " + answered.get() + " and not " + id);
        } else {
            step.understood("id = " + id + ", as asked for");
        }
    }

    private static String text(Call.AnswerPattern pattern, CallAnswer answer) {
        String fields = pattern.fields().entrySet().stream()
                .map(field -> ", " + field.getKey() + " = " + field.getValue())
                .sorted()
                .collect(Collectors.joining());
        return "status " + answer.status() + fields;
    }

    static List<String> differences(Call.AnswerPattern pattern, CallAnswer answer) {
        List<String> differences = new ArrayList<>();
        if (!pattern.status().contains(answer.status())) {
            differences.add("status " + answer.status() + " is not among " + statuses(pattern));
        }
        pattern.fields().forEach((path, wanted) -> {
            Optional<String> got = Place.of(path).flatMap(answer::text);
            if (got.isEmpty()) {
                differences.add("the answer has no field " + path + "; wanted \"" + wanted + "\"");
            } else if (!got.get().equals(wanted)) {
                differences.add("field " + path + " is \"" + got.get() + "\" and not \"" + wanted + "\"");
            }
        });
        return differences;
    }

    private static String statuses(Call.AnswerPattern pattern) {
        return pattern.status().stream().sorted().map(Object::toString).collect(Collectors.joining(", "));
    }

    private Optional<String> hint(Operation operation, Call.Answers answers, CallAnswer answer) {
        int status = answer.status();
        if (status == 401 || status == 403) {
            return Optional.of(token());
        }
        if (answers.missing().filter(answer::is).isPresent()) {
            return Optional.of(
                    "this is how the dialect says that there is no such timer (" + operation.word() + ".missing)");
        }
        if (dialect.overloaded().contains(status)) {
            return Optional.of("this is how the dialect says that the service is overloaded (overloaded)");
        }
        return status == 404 || status == 405
                ? Optional.of("compare " + operation.word() + ".method and " + operation.word()
                        + ".path with the service's documentation")
                : Optional.empty();
    }

    private String token() {
        if (!dialect.sendsToken()) {
            return "the service requires a token, and the dialect sends none; for example: headers { Authorization ="
                    + " \"Bearer {token}\" }";
        }
        return hasToken
                ? "the service refuses the token in API_TOKEN, or wants it in another form than the dialect's headers"
                : "the service requires a token: set the environment variable API_TOKEN";
    }
}
