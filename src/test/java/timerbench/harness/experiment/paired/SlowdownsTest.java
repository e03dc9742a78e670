package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.load.Console;
import timerbench.settings.Settings;

/** The patches that make the reference service slower, with which {@code .ci/slowdowns} tries the gate. */
class SlowdownsTest {
    private static final Path FOLDER = Path.of("src/test/resources/slowdowns");
    private static final Path SERVICE = Path.of("src/main/java/timerbench/service");

    /**
     * A patch.
     *
     * @param fields of its header, by name
     */
    record Slowdown(Path file, Map<String, String> fields, String diff) {
        private static Slowdown read(Path file) {
            try {
                String[] parts = Files.readString(file).split("\n\n", 2);
                Map<String, String> fields = new LinkedHashMap<>();
                parts[0].lines().map(line -> line.split(": ", 2)).forEach(field -> fields.put(field[0], field[1]));
                return new Slowdown(file, fields, parts[1]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Verdict verdict() {
            return Verdict.valueOf(fields.get("Verdict"));
        }

        private List<String> metrics() {
            return Optional.ofNullable(fields.get("Metric"))
                    .map(names -> List.of(names.split(", ")))
                    .orElse(List.of());
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    static List<Slowdown> slowdowns() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Slowdown::read).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("slowdowns")
    void aSlowdownAppliesToTheServiceAsItIs(Slowdown slowdown) throws Exception {
        Path root = Path.of("").toAbsolutePath();
        ProcessBuilder apply = new ProcessBuilder(
                        "git", "apply", "--check", "--verbose", slowdown.file().toString())
                .redirectErrorStream(true);
        // A repository around a source tree without .git is another one.
        apply.environment().put("GIT_CEILING_DIRECTORIES", String.valueOf(root.getParent()));
        Process git = apply.start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(git.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(git.exitValue()).as(said).isZero();
        assertThat(said).contains("Checking patch src/main/").doesNotContain("Skipped");
    }

    @ParameterizedTest
    @MethodSource("slowdowns")
    void itsHeaderSaysWhatTheGateMustSay(Slowdown slowdown) {
        List<String> judged = TrialValue.gateMetrics(EnumSet.allOf(TrialValue.class)).stream()
                .map(GateMetric::name)
                .toList();

        assertThat(List.of("Slowdown", "Verdict", "Metric", "Names", "Settings"))
                .containsAll(slowdown.fields.keySet());
        assertThat(slowdown.fields.get("Slowdown")).isNotBlank();
        assertThat(slowdown.metrics().isEmpty()).isEqualTo(slowdown.verdict() == Verdict.PASS);
        assertThat(judged).containsAll(slowdown.metrics());
    }

    @ParameterizedTest
    @MethodSource("slowdowns")
    void itsSettingsAreThoseOfAGate(Slowdown slowdown) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : slowdown.fields.getOrDefault("Settings", "").split(" ", -1)) {
            if (!setting.isEmpty()) {
                settings.put(Settings.key(setting.split("=", 2)[0]), setting.split("=", 2)[1]);
            }
        }

        assertThatCode(() -> PairedSession.of(Settings.load().with(settings), 1, Console.system()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("slowdowns")
    void whatTheExplanationMustNameIsAMethodOfThePatchOrAStatementOfTheService(Slowdown slowdown) throws IOException {
        String named = slowdown.fields.getOrDefault("Names", "");
        if (named.startsWith("SELECT ")) {
            assertThat(slowdown.diff + sources()).contains(named);
        } else if (!named.isEmpty()) {
            String[] classAndMethod = named.split("\\.", 2);
            assertThat(slowdown.diff)
                    .contains("/" + classAndMethod[0] + ".java\n")
                    .contains(" " + classAndMethod[1] + "(");
        }
    }

    private static String sources() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(SERVICE)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Test
    void oneSlowdownIsNone() throws IOException {
        assertThat(slowdowns())
                .filteredOn(slowdown -> slowdown.verdict() == Verdict.PASS)
                .hasSize(1);
    }
}
