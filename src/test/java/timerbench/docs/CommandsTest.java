package timerbench.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import timerbench.harness.cli.TimerBench;
import timerbench.harness.load.Simulations;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.Settings;

/** Every command and every example on a page is one that timer-bench takes. None of them is run here. */
class CommandsTest {
    private static final Set<String> GOALS =
            Set.of("verify", "test", "gatling:test", "spotless:apply", "test-compile", "dependency:build-classpath");

    /** What a block of code may be. Blocks of a language that nobody checks would be a gap. */
    private static final Set<String> LANGUAGES = Set.of("sh", "conf", "json", "text");

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    static List<String> commands() {
        List<String> commands = new ArrayList<>();
        pages().forEach(page -> page.commands().forEach(command -> commands.add(page + ": " + command)));
        return commands;
    }

    @Test
    void thereAreCommandsOfEachKind() {
        assertThat(commands())
                .anyMatch(each -> each.startsWith("README.md: ./timer-bench run"))
                .anyMatch(each -> each.contains(": mvn "))
                .anyMatch(each -> each.contains(": scripts/"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theCommandLineTakesEveryCommand(MarkdownPage page) {
        for (ShellCommand command : page.commands()) {
            if (command.name().endsWith("/timer-bench")) {
                assertThatCode(() -> checkTimerBench(command))
                        .as("%s: %s", page, command)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void checkTimerBench(ShellCommand command) {
        CommandLine.ParseResult parsed =
                TimerBench.commandLine().parseArgs(command.arguments().toArray(String[]::new));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        assertThat(parsed.unmatched()).isEmpty();
        String name = parsed.commandSpec().name();
        for (OptionSpec option : parsed.matchedOptions()) {
            switch (option.longestName()) {
                case "--set" -> option.<Map<String, String>>getValue().forEach(CommandsTest::checkSetting);
                case "--profile" -> checkSetting("profile", option.getValue());
                case "--setting" -> checkNumber(option.getValue());
                case "--dialect" -> checkDialect(option.getValue());
                default -> {} // picocli has read its value
            }
        }
        if (name.equals("run") && parsed.hasMatchedPositional(0)) {
            checkSimulation(parsed.matchedPositionalValue(0, ""));
        }
    }

    private static void checkSimulation(String name) {
        if (!name.startsWith("$")) {
            assertThat(Simulations.called(name)).as(name).isPresent();
        }
    }

    /** A dialect without an ending is one that comes with timer-bench. */
    private static void checkDialect(String dialect) {
        if (!dialect.endsWith(".conf")) {
            assertThat(Dialect.SHIPPED).contains(dialect);
        }
    }

    private static void checkNumber(String key) {
        assertThat(SettingKind.of(Settings.defaultOf(Settings.key(key)))).isEqualTo(SettingKind.NUMBER);
    }

    private static void checkSetting(String key, String value) {
        var known = Settings.load().with(Settings.byKey(Map.of(key, value)));
        assertThat(known.isChosen(key.replaceFirst("^timerbench\\.", ""))).isTrue();
        assertThat(SettingKind.ofDefault(Settings.key(key)).takes(value))
                .as("%s=%s", key, value)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandOfMavenHasAGoalAClassAndKnownSettings(MarkdownPage page) {
        for (ShellCommand command : page.commands()) {
            if (command.name().equals("mvn") || command.name().equals("./mvnw")) {
                assertThatCode(() -> checkMaven(command))
                        .as("%s: %s", page, command)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void checkMaven(ShellCommand command) throws ClassNotFoundException {
        for (String word : command.arguments()) {
            if (word.startsWith("-Dgatling.simulationClass=")) {
                assertThat(Class.forName(word.split("=", 2)[1])).isNotNull();
            } else if (word.startsWith("-Dtimerbench.")) {
                String[] setting = word.substring(2).split("=", 2);
                checkSetting(setting[0], setting[1]);
            } else if (!word.startsWith("-")) {
                assertThat(GOALS).contains(word);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyScriptCanBeRun(MarkdownPage page) {
        for (ShellCommand command : page.commands()) {
            if (command.name().matches("(scripts|\\.ci)/.*")) {
                assertThat(Files.isExecutable(Path.of(command.name())))
                        .as("%s: %s", page, command)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyExampleCanBeRead(MarkdownPage page) {
        assertThat(LANGUAGES).containsAll(page.languages());
        page.blocks("conf")
                .forEach(block -> assertThatCode(() -> ConfigFactory.parseString(block))
                        .as("%s: %s", page, block)
                        .doesNotThrowAnyException());
        page.blocks("conf").stream()
                .filter(block -> block.startsWith("timerbench"))
                .flatMap(block -> ConfigFactory.parseString(block).entrySet().stream())
                .forEach(setting -> checkSetting(
                        setting.getKey(), setting.getValue().unwrapped().toString()));
        page.blocks("json")
                .forEach(block -> assertThatCode(() -> new ObjectMapper().readTree(block))
                        .as("%s: %s", page, block)
                        .doesNotThrowAnyException());
    }
}
