package timerbench.harness.paired;

import timerbench.harness.gate.Side;
import timerbench.harness.target.Target;

/** One of the two that are held against each other: a target that is started afresh for each trial, if it can be. */
public interface Contender extends AutoCloseable {
    /** Returns what it is, for people. */
    Side side();

    /**
     * Returns the target when it is ready.
     *
     * @throws timerbench.harness.target.TargetException if it does not become ready
     * @throws timerbench.harness.database.DatabaseException if its database cannot be had
     * @throws timerbench.settings.SettingsException if its settings are wrong
     */
    Target start();

    /** Removes what was made to start it from. */
    @Override
    default void close() {}
}
