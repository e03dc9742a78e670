package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.bisect.BisectResult;
import timerbench.harness.judge.bisect.Bisections;
import timerbench.harness.run.Golden;

class BisectFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theConsoleIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("bisect.txt", () -> BisectFiles.console(Bisections.skipped(), Colours.NONE));
    }

    @Test
    void markdownIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("bisect.md", () -> MarkdownText.render(BisectDocument.of(Bisections.steps())));
    }

    @Test
    void jsonIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("bisect.json", () -> BisectJson.text(Bisections.found()));
    }

    @Test
    void noLineIsWiderThanTheConsoleOrEndsInSpaces() {
        for (BisectResult result : Bisections.all()) {
            String end = BisectFiles.end(result, Path.of("results/bisect-1"), Colours.NONE);
            assertThat((BisectFiles.console(result, Colours.NONE) + end).lines())
                    .allSatisfy(line -> assertThat(line)
                            .hasSizeLessThanOrEqualTo(ConsoleText.WIDTH)
                            .doesNotMatch(".*\\s"));
        }
    }

    @Test
    void jsonValidatesAgainstTheSchema() throws IOException {
        try (InputStream in = BisectResult.class.getResourceAsStream("/schema/bisect-1.schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MAPPER.readTree(in));
            for (BisectResult result : Bisections.all()) {
                assertThat(schema.validate(MAPPER.readTree(BisectJson.text(result))))
                        .isEmpty();
            }
        }
    }

    @Test
    void itsFilesAreWrittenBesideThoseOfTheGate() throws IOException {
        BisectFiles.write(folder, Bisections.found());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("bisect.md", "bisect.json", "gate.html", "gate.md", "junit.xml", "verdict.json");
        }
        assertThat(MAPPER.readTree(BisectFiles.json(Bisections.found(), folder))
                        .path("exitCode")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void theResultIsASentence() {
        assertThat(Bisections.all().stream().map(BisectDocument::sentence))
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank());
        assertThat(BisectDocument.sentence(Bisections.nothing()))
                .contains(" is no slower than ")
                .endsWith("(PASS)");
        assertThat(BisectFiles.console(Bisections.nothing(), Colours.NONE)).doesNotContain("Commits");
        assertThat(BisectDocument.sentence(Bisections.violated())).contains("shows no metric that became worse");
    }
}
