package timerbench.harness.targets.dialect;

import timerbench.harness.run.Word;

/** The operations of a timer service. */
public enum Operation implements Word {
    CREATE,
    READ,
    UPDATE,
    DELETE,
    LIST
}
