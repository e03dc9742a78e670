package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import timerbench.settings.Settings;

/** The help of every command. */
class HelpTest {
    static Stream<List<String>> commands() {
        return below(TimerBench.commandLine(), List.of());
    }

    private static Stream<List<String>> below(CommandLine command, List<String> name) {
        return Stream.concat(
                Stream.of(name),
                command.getSubcommands().entrySet().stream()
                        .flatMap(each -> below(
                                each.getValue(),
                                Stream.concat(name.stream(), Stream.of(each.getKey()))
                                        .toList())));
    }

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(List<String> command, String option) {
        return TimerBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(command.stream(), Stream.of(option)).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itFitsTheConsoleAndBreaksLinesOnlyBetweenWords(List<String> command) {
        assertThat(execute(command, "--help")).isZero();
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        // Lines are broken after any full stop, even within the name of a file or a setting. Lists of commands begin
        // with two spaces.
        assertThat(out.toString())
                .doesNotContainPattern("\\w\\.\\R(?! {2}\\p{Ll}) *\\p{Ll}")
                .doesNotContainPattern("\\d\\R *%")
                .doesNotContainPattern(":\\R *//");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itListsTheExitCodesAndWrongUsageEndsWith2(List<String> command) {
        assertThat(execute(command, "--help")).isZero();
        assertThat(out.toString()).containsPattern("Exit codes:\\R(?: {2}.*\\R)* {2}2 +wrong usage");
        assertThat(execute(command, "--no-such-option")).isEqualTo(2);
        assertThat(err.toString()).contains("no option --no-such-option").contains("--help lists the");
    }

    @ParameterizedTest
    @CsvSource({"profile", "dialect", "database", "provision", "instances"})
    void theDefaultsOfRunAreThoseOfTheSettings(String setting) {
        assertThat(execute(List.of("run"), "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .containsPattern("--" + setting + "=[^=]*Default: " + Settings.defaultOf(Settings.key(setting)));
    }
}
