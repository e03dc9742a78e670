package timerbench.harness.experiment.paired;

import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.targets.Target;

/** One of the two that are held against each other: a target that is started afresh for each trial, if it can be. */
public interface GateSide extends AutoCloseable {
    /** Returns what it is, for people. */
    Side side();

    /**
     * Returns the target when it is ready.
     *
     * @throws timerbench.harness.targets.TargetException if it does not become ready
     * @throws timerbench.harness.targets.process.DatabaseException if its database cannot be had
     * @throws timerbench.settings.SettingsException if its settings are wrong
     */
    Target start();

    /** Removes what was made to start it from. */
    @Override
    default void close() {}
}
