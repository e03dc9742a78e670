package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.cli.TimerBench;

class SimulationsTest {
    private static final Path SOURCES = Path.of("src/test/java/simulations");

    @Test
    void everySimulationIsListedWithItsQuestion() throws IOException {
        List<String> classes;
        try (Stream<Path> files = Files.list(SOURCES)) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Simulation.java"))
                    .map(name -> name.replace(".java", ""))
                    .sorted()
                    .toList();
        }
        assertThat(Simulations.all()).extracting(Simulations.Known::name).containsExactlyElementsOf(classes);

        StringWriter out = new StringWriter();
        assertThat(TimerBench.commandLine().setOut(new PrintWriter(out)).execute("list"))
                .isZero();
        // The questions go on below themselves.
        String list = out.toString().replaceAll("\\s+", " ");
        Simulations.all().forEach(each -> assertThat(list).contains(each.name() + " " + each.question()));
    }

    @Test
    void theReadmeHasARowForEachWithTheQuestionThatItAnswers() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(Simulations.all())
                .allSatisfy(each -> assertThat(readme).contains("| `" + each.name() + "` | " + each.question() + " |"));
    }

    @Test
    void aSimulationFitsOnAPage() throws IOException {
        for (Simulations.Known each : Simulations.all()) {
            try (Stream<String> lines = Files.lines(SOURCES.resolve(each.name() + ".java"))) {
                assertThat(lines.count()).as(each.name()).isLessThan(80);
            }
        }
    }

    /** All others judge the errors of every operation that they send, by TrialJudge. */
    @Test
    void onlyLoadsThatAreToBreakLeaveErrorsWithoutALimit() throws IOException {
        List<String> leaving = new ArrayList<>();
        for (Simulations.Known each : Simulations.all()) {
            if (Files.readString(SOURCES.resolve(each.name() + ".java")).contains("leaveErrorsOf")) {
                leaving.add(each.name());
            }
        }
        assertThat(leaving).containsExactly("BreakpointSimulation", "RecoverySimulation");
    }

    @ParameterizedTest
    @CsvSource({
        "TimerCreationSimulation,TimerCreationSimulation",
        "timercreation,TimerCreationSimulation",
        "creation,TimerCreationSimulation",
        "read,ReadSimulation",
        "stress,DatabaseStressSimulation"
    })
    void aNameMayBeShortAndInAnyCase(String name, String simulation) {
        assertThat(Simulations.called(name))
                .get()
                .extracting(Simulations.Known::name)
                .isEqualTo(simulation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timer", "soap", ""})
    void aNameThatFitsSeveralOrNoneIsNone(String name) {
        assertThat(Simulations.called(name)).isEmpty();
    }
}
