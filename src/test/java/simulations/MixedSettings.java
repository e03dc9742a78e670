package simulations;

import java.time.Duration;
import java.util.List;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.StagedUsers;

/** The {@code mixed} block of the settings; {@code reference.conf} says what each means. */
record MixedSettings(Duration warmUp, int warmUpUsers, List<StagedUsers.Stage> stages, Thresholds thresholds) {
    MixedSettings {
        // Its checks are to speak up here, where the setting's place is known.
        var unused = new StagedUsers(warmUp, stages);
        if (warmUpUsers < 1) {
            throw new IllegalArgumentException("warmUpUsers must be at least 1, was " + warmUpUsers);
        }
    }

    StagedUsers users() {
        return new StagedUsers(warmUp, stages);
    }
}
