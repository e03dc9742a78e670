package timerbench.harness.targets.proxy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import timerbench.settings.Settings;

/** The Toxiproxy of this machine, for tests. */
public final class RealToxiproxy {
    private RealToxiproxy() {}

    /** Returns settings with which it starts; skips the test if there is none. */
    public static Settings settings() {
        Settings settings = Settings.load();
        Optional<String> complaint = ToxiproxySettings.of(settings).complaint();
        assumeTrue(complaint.isEmpty(), () -> complaint.orElse("") + "; .ci/toxiproxy builds one");
        return settings;
    }
}
