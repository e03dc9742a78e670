package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import timerbench.harness.load.Simulations;

/** The simulations that the project's file lets Maven run. */
class MavenTest {
    private static final List<String> CLASSES =
            Simulations.names().stream().map(name -> "simulations." + name).toList();

    private String pom = "";

    @BeforeEach
    void read() throws IOException {
        pom = Files.readString(Path.of("pom.xml"));
    }

    private String between(String start, String end) {
        int from = pom.indexOf(start);
        assertThat(from).as(start).isNotNegative();
        return pom.substring(from + start.length(), pom.indexOf(end, from));
    }

    @Test
    void everySimulationIsAccepted() {
        Pattern accepted = Pattern.compile(between("<regex>", "</regex>"));
        assertThat(CLASSES).allMatch(name -> accepted.matcher(name).matches());
        assertThat(accepted.matcher("simulations.TimerCreation").matches()).isFalse();
        assertThat(accepted.matcher("simulations.bare.BareCreation").matches()).isFalse();
    }

    @Test
    void anotherOneIsAnsweredWithAllOfThem() {
        assertThat(between("<regexMessage>", "</regexMessage>")
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("simulations.")))
                .containsExactlyElementsOf(CLASSES);
    }

    @Test
    void noneButTheSimulationsCanBeChosen() {
        String include = "simulations" + between("<include>simulations", "</include>");
        Pattern included = Pattern.compile(include.replace(".", "\\.").replace("*", ".*"));
        assertThat(CLASSES).allMatch(name -> included.matcher(name).matches());
        assertThat(included.matcher("simulations.bare.BareCreation").matches()).isFalse();
        assertThat(included.matcher("timerbench.harness.load.RequestStepTest$EveryKind")
                        .matches())
                .isFalse();
    }
}
