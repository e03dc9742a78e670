package timerbench.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    record Load(Duration hold, double targetRate) {}

    record Stress(int concurrent) {}

    record Stages(List<Stress> stages) {}

    record Port(int port) {}

    private static Settings of(String file, String... pairs) {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return Settings.of(ConfigFactory.parseString(file), properties);
    }

    /** The record takes a few keys of the block; the reader refuses to leave any out, so it is given just these. */
    private static Load load(Settings settings) {
        Config block = ConfigFactory.parseMap(settings.profiledValues("creation"));
        Config few = block.withOnlyPath("hold").withFallback(block.withOnlyPath("targetRate"));
        return Binding.read("timerbench.creation", few, Load.class);
    }

    @Test
    void theSystemPropertiesThatWereReadAreKept() {
        Settings settings =
                of("timerbench.profile = smoke", "timerbench.creation.hold", "3m", "another.property", "4711");

        assertThat(settings.properties()).containsOnly(entry("timerbench.creation.hold", "3m"));
    }

    @Test
    void theProfileDecidesUnlessASettingIsMadeBesideIt() {
        assertThat(load(of("")).hold()).isEqualTo(Duration.ofSeconds(25));
        assertThat(load(of("timerbench.profile = smoke")).hold()).isEqualTo(Duration.ofSeconds(7));
        assertThat(load(of("timerbench.creation.hold = 3m", "timerbench.profile", "smoke"))
                        .hold())
                .isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void theCommandLineWinsOverTheFile() {
        Settings settings = of("timerbench.creation.targetRate = 7", "timerbench.creation.targetRate", "5000");
        assertThat(load(settings).targetRate()).isEqualTo(5_000);
    }

    @Test
    void overridesWinOverTheCommandLineAndTheFileAndLeaveTheSettingsAsTheyWere() {
        Settings settings =
                of("timerbench.creation { targetRate = 7, hold = 3m }", "timerbench.creation.targetRate", "5000");
        Settings overridden = settings.with(Map.of("timerbench.creation.targetRate", "9"));

        assertThat(load(overridden)).isEqualTo(new Load(Duration.ofMinutes(3), 9));
        assertThat(load(settings).targetRate()).isEqualTo(5_000);
        assertThat(overridden.properties()).containsOnly(entry("timerbench.creation.targetRate", "9"));
        assertThat(overridden.chosen("creation"))
                .containsOnly(entry("timerbench.creation.targetRate", "9"), entry("timerbench.creation.hold", "3m"));
    }

    @Test
    void overridesAreCheckedAsTheCommandLineIs() {
        Settings settings = of("");
        assertThatThrownBy(() -> settings.with(Map.of("timerbench.creation.hodl", "30s")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("command line: unknown key timerbench.creation.hodl;"
                        + " did you mean timerbench.creation.hold?");
        assertThatThrownBy(() -> settings.with(Map.of("timerbench.profile", "fast")))
                .hasMessage("timerbench.profile: got \"fast\", wanted one of ci, full, gate, smoke");
        assertThatThrownBy(() -> settings.with(Map.of("timerbench.target", "http://user:s3cret@host")))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void overridesAreNotSeenByAnybodyElse() {
        var unused = Settings.load().with(Map.of("timerbench.database", "memory"));
        assertThat(System.getProperty("timerbench.database")).isNull();
        assertThat(Settings.load().properties()).doesNotContainKey("timerbench.database");
    }

    @Test
    void aSettingMayBeNamedWithOrWithoutTheRoot() {
        assertThat(Settings.key("service.host")).isEqualTo("timerbench.service.host");
        assertThat(Settings.key("timerbench.service.host")).isEqualTo("timerbench.service.host");
        assertThat(Settings.byKey(Map.of("service.host", "::")))
                .containsExactly(entry("timerbench.service.host", "::"));
    }

    @Test
    void whatOfABlockIsSetIsToldApartFromItsDefaults() {
        assertThat(of("timerbench.service { poolSize = 2, slowdown.delay = 1ms }", "timerbench.service.shards", "4")
                        .chosen("service"))
                .containsExactly(
                        entry("timerbench.service.poolSize", "2"),
                        entry("timerbench.service.shards", "4"),
                        entry("timerbench.service.slowdown.delay", "1ms"));
        assertThat(of("timerbench.database = memory").chosen("service")).isEmpty();
    }

    @Test
    void whatOfABlockWasChangedIsNotItsDefaultSetAgain() {
        assertThat(of("timerbench.timers.seed = 1", "timerbench.timers.hotGroup", "0.3")
                        .changed("timers"))
                .containsExactly(entry("timers.hotGroup", "0.3"));
    }

    @Test
    void aSettingIsChosenIfItWasSetAnywhere() {
        assertThat(of("").isChosen("database")).isFalse();
        assertThat(of("timerbench.database = postgres").isChosen("database")).isTrue();
        assertThat(of("", "timerbench.database", "postgres").isChosen("timerbench.database"))
                .isTrue();
    }

    @Test
    void anUnknownKeyIsAnErrorThatNamesTheNearest() {
        assertThatThrownBy(() -> of("", "timerbench.creation.hodl", "30s"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("command line: unknown key timerbench.creation.hodl;"
                        + " did you mean timerbench.creation.hold?");
        assertThatThrownBy(() -> of("timerbench.zebra = 1")).hasMessageContaining("unknown key timerbench.zebra");
        assertThatThrownBy(() -> of("timerbench.profiles.smoke.creation.rmap = 1s"))
                .hasMessageContaining("did you mean timerbench.creation.ramp?");
    }

    @Test
    void theDefaultOfASettingIsWhatReferenceConfSays() {
        assertThat(Settings.defaultOf("timerbench.service.poolSize")).isEqualTo(1);
        assertThat(Settings.defaultOf("timerbench.service.leaseTerm")).isEqualTo("5s");
        assertThatThrownBy(() -> Settings.defaultOf("service.poolSize"))
                .hasMessageContaining("begins with timerbench.");
        assertThatThrownBy(() -> Settings.defaultOf("timerbench.service.poolsize"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("did you mean timerbench.service.poolSize?");
        assertThatThrownBy(() -> Settings.defaultOf("timerbench.creation.hold"))
                .hasMessageContaining("differs from profile to profile");
    }

    @Test
    void anUnknownProfileIsAnErrorThatListsThem() {
        assertThatThrownBy(() -> of("", "timerbench.profile", "fast"))
                .hasMessage("timerbench.profile: got \"fast\", wanted one of ci, full, gate, smoke");
    }

    @Test
    void aDurationWithoutAUnitIsAnError() {
        assertThatThrownBy(() -> load(of("", "timerbench.creation.hold", "30")))
                .hasMessage("timerbench.creation.hold: got \"30\", wanted a duration with its unit,"
                        + " such as 30s, 500ms or 5m");
    }

    @Test
    void aNumberThatIsNoneIsAnError() {
        assertThatThrownBy(() -> load(of("", "timerbench.creation.targetRate", "many")))
                .hasMessage("timerbench.creation.targetRate: got \"many\", wanted a number");
        Config block = ConfigFactory.parseMap(
                of("", "timerbench.stress.concurrent", "2.5").profiledValues("stress"));
        assertThatThrownBy(() -> Binding.read("timerbench.stress", block.withOnlyPath("concurrent"), Stress.class))
                .hasMessage("timerbench.stress.concurrent: got \"2.5\", wanted a whole number");
    }

    /** The record of a block is out of step with reference.conf: that is no user's fault, and must be seen. */
    @Test
    void aKeyThatNoComponentTakesIsNamedWithThoseThatAreTaken() {
        Config block = ConfigFactory.parseMap(of("").profiledValues("stress"));
        Config two = block.withOnlyPath("operation").withFallback(block.withOnlyPath("concurrent"));
        assertThatThrownBy(() -> Binding.read("timerbench.stress", two, Stress.class))
                .isInstanceOf(SettingsException.class)
                .hasMessage("timerbench.stress.operation: unknown key; wanted one of concurrent");
    }

    @Test
    void aProfileOfTheUsersOwnMayBeAdded() {
        Settings settings = of("timerbench { profile = mine, profiles.mine.creation { hold = 1s, targetRate = 1 } }");
        assertThat(load(settings).hold()).isEqualTo(Duration.ofSeconds(1));
    }

    /** Puts a gatling.conf before the one of the tests. */
    private static Settings loaded(Path folder, String file) throws IOException {
        Files.writeString(folder.resolve("gatling.conf"), file);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader first = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(first);
            return Settings.load();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void whatIsWrongInTheFileIsReportedWithItsLine(@TempDir Path folder) throws IOException {
        Settings settings = loaded(folder, "timerbench {\n  receiver {\n    port = many\n  }\n}\n");
        assertThatThrownBy(() -> settings.readPart("receiver", Port.class))
                .isInstanceOf(SettingsException.class)
                .hasMessage("gatling.conf: line 3: timerbench.receiver.port: got \"many\", wanted a whole number");
        assertThatThrownBy(() -> loaded(folder, "timerbench {\n  creation.hodl = 3s\n}\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("gatling.conf: line 2: unknown key timerbench.creation.hodl;"
                        + " did you mean timerbench.creation.hold?");
    }

    @Test
    void aTextOfTheFileThatLacksQuotesIsReportedWithTheRightLine(@TempDir Path folder) {
        assertThatThrownBy(() -> loaded(folder, "timerbench {\n  target = http://host:8080\n}\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("gatling.conf: line 2: \"target = http://host:8080\" cannot be read:"
                        + " texts with characters such as { } ? @ & : must be quoted: target = \"http://host:8080\"");
    }

    @Test
    void aBlockThatIsAListOfBlocksMayBeOneBlock() {
        Config block = ConfigFactory.parseString("stages { concurrent = 3 }");
        assertThat(Binding.read("timerbench.mixed", block, Stages.class)).isEqualTo(new Stages(List.of(new Stress(3))));
    }
}
