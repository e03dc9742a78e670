package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import timerbench.harness.load.Simulations;
import timerbench.settings.Settings;

/** The generated script, run by bash. */
class CompletionTest {
    private static final Path BASH = Path.of("/bin/bash");

    /** Completes the last of its arguments, and prints what it may become. */
    private static final String COMPLETE = """
            source "$0"
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            _complete_timer-bench
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void generate() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "needs bash");
        try (PrintWriter out = new PrintWriter(script().toFile(), StandardCharsets.UTF_8)) {
            assertThat(TimerBench.commandLine().setOut(out).execute("generate-completion"))
                    .isZero();
        }
    }

    private Path script() {
        return folder.resolve("completion.bash");
    }

    private List<String> complete(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(BASH.toString(), "-c", COMPLETE, script().toString(), "timer-bench"));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(bash.waitFor()).isZero();
        return lines;
    }

    @Test
    void simulationsProfilesAndOptionsAreCompleted() throws Exception {
        assertThat(complete("run", "")).isEqualTo(Simulations.names());
        assertThat(complete("run", "--profile", "smoke", "Sp")).containsExactly("SpikeSimulation");
        assertThat(complete("run", "SpikeSimulation", "--profile", "")).isEqualTo(Settings.profiles());
        assertThat(complete("run", "--pro")).containsExactly("--profile", "--provision");
        assertThat(complete("hi")).containsExactly("history");
        assertThat(complete("dialect", "check", "q")).containsExactly("quirrel");
    }

    static Stream<List<String>> commands() {
        return HelpTest.commands();
    }

    /** The script names a variable after the label of an option, so options with other names need other labels. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsCompletedWithItsOwnNames(List<String> command) throws Exception {
        CommandLine line = TimerBench.commandLine();
        for (String name : command) {
            line = line.getSubcommands().get(name);
        }
        for (OptionSpec option : line.getCommandSpec().options()) {
            if (option.completionCandidates() != null) {
                List<String> words = new ArrayList<>(command);
                words.addAll(List.of(option.longestName(), ""));
                assertThat(complete(words.toArray(String[]::new)))
                        .as("%s", words)
                        .containsExactlyElementsOf(option.completionCandidates());
            }
        }
    }

    @Test
    void whereNoNameFitsBashCompletesFiles() throws Exception {
        assertThat(complete("run", "--dialect", "my-")).isEmpty();
        assertThat(Files.readString(script()))
                .contains("-o default timer-bench")
                .doesNotContain("compopt +o");
    }
}
