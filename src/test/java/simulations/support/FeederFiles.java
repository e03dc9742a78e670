package simulations.support;

import timerbench.settings.InputCheck;
import timerbench.settings.Settings;

/** Checks the files of the feeders, and the settings that all simulations share. */
public final class FeederFiles implements InputCheck {
    @Override
    public void check(Settings settings) {
        TimerSettings timers = settings.read("timers", TimerSettings.class);
        var unusedGroups = Feeders.groups(timers.hotGroup(), timers.seed());
        if (timers.sized()) {
            var unusedSizes = Payloads.sizeWeights();
        }
    }
}
