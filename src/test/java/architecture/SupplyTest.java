package architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build fetches is the same tomorrow. */
class SupplyTest {
    private static List<String> texts(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).as(folder).isNotEmpty();
            List<String> texts = new ArrayList<>();
            for (Path file : found) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    @Test
    void actionsArePinnedByCommitAndCheckoutsKeepNoCredentials() throws IOException {
        for (String workflow : texts(".github/workflows", ".yml")) {
            assertThat(workflow.lines().map(String::strip).filter(line -> line.startsWith("- uses:")))
                    .isNotEmpty()
                    .allMatch(line -> line.matches("- uses: [\\w-]+/[\\w-]+@[0-9a-f]{40} # v[0-9.]+"));
            assertThat(count(workflow, "persist-credentials: false")).isEqualTo(count(workflow, "actions/checkout@"));
        }
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    @Test
    void programsThatMavenFetchesAreFetchedByOneVersionOfIt() throws IOException {
        for (String description : texts("src/main/resources/databases", ".xml")) {
            if (description.contains("<project")) {
                assertThat(description)
                        .contains(
                                "<artifactId>maven-dependency-plugin</artifactId>\n        <version>3.11.0</version>");
            }
        }
    }

    @Test
    void mavenItselfIsCheckedBeforeItRuns() throws IOException {
        assertThat(Files.readString(Path.of(".mvn/wrapper/maven-wrapper.properties")))
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$");
    }
}
