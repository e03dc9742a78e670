package timerbench.harness.load;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import timerbench.harness.run.Word;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;

/** Knows the method of the requests of a name, and the statuses that answer them, as far as the dialect says. */
final class ExpectedRequests {
    private static final String MISSING = " missing";

    private final Dialect dialect;

    ExpectedRequests(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Returns the statuses of success; empty if they are not known.
     *
     * @param name begins with the word of the operation, as {@code list deep}; a request of the plan under another
     *     name is the one operation that has its method
     */
    Set<Integer> statuses(String name, String method, boolean byPlan) {
        Optional<Call.Answers> answers = operation(name)
                .or(() -> byPlan ? only(method) : Optional.empty())
                .map(operation -> dialect.call(operation).answers());
        return (name.endsWith(MISSING) ? answers.flatMap(Call.Answers::missing) : answers.map(Call.Answers::done))
                .map(Call.AnswerPattern::status)
                .orElse(Set.of());
    }

    /** Returns the method of the requests of a name; empty if the name does not say which operation they are. */
    Optional<String> method(String name) {
        return operation(name).map(operation -> dialect.call(operation).method());
    }

    private Optional<Operation> operation(String name) {
        return Word.find(Operation.class, name.split(" ", 2)[0]).filter(dialect::has);
    }

    private Optional<Operation> only(String method) {
        List<Operation> known = Arrays.stream(Operation.values())
                .filter(dialect::has)
                .filter(operation -> dialect.call(operation).method().equals(method))
                .toList();
        return known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty();
    }
}
