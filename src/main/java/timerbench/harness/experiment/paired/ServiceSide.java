package timerbench.harness.experiment.paired;

import java.util.Map;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.targets.Target;
import timerbench.settings.Settings;

/**
 * The target of the settings, with some of them put over: by default the reference service of this checkout.
 *
 * @param overrides by their full names
 */
public record ServiceSide(String name, Settings settings, Map<String, String> overrides) implements GateSide {
    public ServiceSide {
        overrides = Map.copyOf(overrides);
    }

    @Override
    public Side side() {
        return new Side(name, overrides);
    }

    @Override
    public Target start() {
        Settings all = settings.with(overrides);
        return Target.open(all, Target.dialect(all));
    }
}
