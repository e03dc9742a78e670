package timerbench.harness.targets.database;

import timerbench.harness.run.Word;

/** The ways to provide a database. */
public enum Provision implements Word {
    /** Processes of this machine, started for the run. */
    EMBEDDED,
    /** A container, started for the run. */
    DOCKER,
    /** A database that was running already. The run uses a name or prefix of its own, removed afterwards. */
    EXTERNAL;

    @Override
    public String toString() {
        return word();
    }
}
