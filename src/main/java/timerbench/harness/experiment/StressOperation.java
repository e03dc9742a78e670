package timerbench.harness.experiment;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import timerbench.harness.run.Word;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;

/** The operations of the stress simulation. */
public enum StressOperation implements Word {
    CREATE(EnumSet.of(Operation.CREATE)),
    READ(EnumSet.of(Operation.CREATE, Operation.READ)),
    UPDATE(EnumSet.of(Operation.CREATE, Operation.UPDATE)),
    DELETE(EnumSet.of(Operation.CREATE, Operation.DELETE)),
    LIST(EnumSet.of(Operation.CREATE, Operation.LIST)),
    /** All but list, of one timer after the other. */
    MIXED(EnumSet.complementOf(EnumSet.of(Operation.LIST)));

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Set<Operation> needs;

    StressOperation(Set<Operation> needs) {
        this.needs = needs;
    }

    /** Returns the words of the operations that the dialect lacks for this one; none if it has them all. */
    public List<String> missingIn(Dialect dialect) {
        return needs.stream()
                .filter(operation -> !dialect.has(operation))
                .map(Operation::word)
                .toList();
    }
}
