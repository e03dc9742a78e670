package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/your-service.md} shows can be loaded, and it names every value. */
class DialectsPageTest {
    private static final Path PAGE = Path.of("docs/your-service.md");
    private static final Pattern SNIPPET = Pattern.compile("```conf\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WHOLE = Pattern.compile("^create \\{\n  method", Pattern.MULTILINE);

    /** What the snippets that are no whole dialect are parts of. */
    private static final String REST = """
            create { method = POST, path = "/timers/{timerId}", done.status = 200 }
            """;

    @TempDir
    private Path folder;

    static List<String> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private Dialect loaded(String snippet) throws IOException {
        String text = WHOLE.matcher(snippet).find() ? snippet : REST + snippet;
        return Dialect.load(Dialects.written(folder, text).toString());
    }

    @Test
    void thereAreSnippets() throws IOException {
        assertThat(snippets()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void everySnippetIsADialectOrAPartOfOne(String snippet) throws IOException {
        assertThat(loaded(snippet).has(Operation.CREATE)).isTrue();
    }

    @Test
    void theFirstIsAllThatManyServicesNeed() throws IOException {
        Dialect dialect = loaded(snippets().get(0));
        Map<Value, Object> values = Map.of(
                Value.TIMER_ID, "17",
                Value.REFERENCE, "r-1",
                Value.EXECUTE_AT, Instant.parse("2030-01-01T00:00:01.234Z"),
                Value.CALLBACK_URL, "http://h/cb",
                Value.PAYLOAD, "{\"a\":1}");
        assertThat(dialect.call(Operation.CREATE).body(values::get))
                .contains("\"url\":\"http://h/cb?ref=r-1\"")
                .contains("\"data\":{\"a\":1}")
                .contains("\"run_at\":\"2030-01-01T00:00:01.234Z\"");
        assertThat(dialect.call(Operation.DELETE).path(values::get)).isEqualTo("/jobs/17");
        assertThat(dialect.callback().id()).isEqualTo(new Place.Parameter("ref"));
        assertThat(dialect.callback().isReference()).isTrue();
        assertThat(dialect.idsAreOurs()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everyValueIsOnThePage(Value value) throws IOException {
        assertThat(Files.readString(PAGE)).containsPattern("\\{" + value.word() + "[:}]");
    }
}
