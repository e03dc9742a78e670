package timerbench.harness.experiment.paired;

import java.util.Map;
import java.util.function.Supplier;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.targets.Target;
import timerbench.settings.Settings;

/**
 * One of the two sides of a paired gate: a target that is started afresh for each trial, if it can be.
 *
 * @param side describes it to people
 * @param starting returns the target when it is ready
 * @param closing removes what was created to start it from
 */
public record GateSide(Side side, Supplier<Target> starting, Runnable closing) implements AutoCloseable {
    /**
     * Returns the side of the target that the settings name: by default the reference service of this checkout.
     *
     * @param overrides settings of this side alone, by full names
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    public static GateSide of(String name, Settings settings, Map<String, String> overrides) {
        Settings own = settings.with(overrides);
        Target.check(own, Target.dialect(own));
        return new GateSide(new Side(name, overrides), () -> Target.open(own, Target.dialect(own)), () -> {});
    }

    /**
     * Returns the target when it is ready.
     *
     * @throws timerbench.harness.targets.TargetException if it does not become ready
     * @throws timerbench.harness.targets.process.DatabaseException if its database is not available
     * @throws timerbench.settings.SettingsException if its settings are wrong
     */
    public Target start() {
        return starting.get();
    }

    @Override
    public void close() {
        closing.run();
    }
}
