package timerbench.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    record Load(Duration hold, double targetRate, int timers) {}

    private static Settings of(String file, String... pairs) {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return Settings.of(ConfigFactory.parseString(file), properties);
    }

    /** The record takes a few keys of the block; the reader refuses to leave any out, so it is given just these. */
    private static Load load(Settings settings) {
        Config block = ConfigFactory.parseMap(settings.profiledValues("read"));
        Config few = block.withOnlyPath("hold")
                .withFallback(block.withOnlyPath("targetRate"))
                .withFallback(block.withOnlyPath("timers"));
        return Binding.read("timerbench.read", few, Load.class);
    }

    @Test
    void theProfileDecidesUnlessASettingIsMadeBesideIt() {
        assertThat(load(of("")).hold()).isEqualTo(Duration.ofSeconds(45));
        assertThat(load(of("timerbench.profile = smoke")).hold()).isEqualTo(Duration.ofSeconds(6));
        assertThat(load(of("timerbench.read.hold = 3m", "timerbench.profile", "smoke"))
                        .hold())
                .isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void theCommandLineWinsOverTheFile() {
        Settings settings = of("timerbench.read.targetRate = 7", "timerbench.read.targetRate", "5000");
        assertThat(load(settings).targetRate()).isEqualTo(5_000);
    }

    @Test
    void anUnknownKeyIsAnErrorThatNamesTheNearest() {
        assertThatThrownBy(() -> of("", "timerbench.read.hodl", "30s"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("command line: unknown key timerbench.read.hodl;" + " did you mean timerbench.read.hold?");
        assertThatThrownBy(() -> of("timerbench.zebra = 1")).hasMessageContaining("unknown key timerbench.zebra");
        assertThatThrownBy(() -> of("timerbench.profiles.smoke.read.rmap = 1s"))
                .hasMessageContaining("did you mean timerbench.read.ramp?");
    }

    @Test
    void anUnknownProfileIsAnErrorThatListsThem() {
        assertThatThrownBy(() -> of("", "timerbench.profile", "fast"))
                .hasMessage("timerbench.profile: got \"fast\", wanted one of ci, full, smoke");
    }

    @Test
    void aDurationWithoutAUnitIsAnError() {
        assertThatThrownBy(() -> load(of("", "timerbench.read.hold", "30")))
                .hasMessage("timerbench.read.hold: got \"30\", wanted a duration with its unit,"
                        + " such as 30s, 500ms or 5m");
    }

    @Test
    void aNumberThatIsNoneIsAnError() {
        assertThatThrownBy(() -> load(of("", "timerbench.read.timers", "many")))
                .hasMessage("timerbench.read.timers: got \"many\", wanted a whole number");
    }

    @Test
    void aProfileOfTheUsersOwnMayBeAdded() {
        Settings settings =
                of("timerbench { profile = mine, profiles.mine.read { hold = 1s, targetRate = 1, timers = 1 } }");
        assertThat(load(settings).hold()).isEqualTo(Duration.ofSeconds(1));
    }
}
