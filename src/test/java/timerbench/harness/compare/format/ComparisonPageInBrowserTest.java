package timerbench.harness.compare.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.compare.Comparison;
import timerbench.harness.compare.Comparisons;

/** Opens pages, with scripts added that look around in them, at the width of a telephone and of a desktop. */
class ComparisonPageInBrowserTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern FINDINGS = Pattern.compile("<pre class=\"findings\">([^<]*)</pre>");
    private static final String FIRST = "<meta charset=\"utf-8\">";
    private static final String LAST = "</body>\n</html>";

    @TempDir
    private Path folder;

    @Test
    void aComparisonOfDatabasesIsDrawnWhole() throws IOException, InterruptedException {
        // Of creates and of the mixed load: throughput, p95, CPU, memory.
        assertIsDrawnWhole(Comparisons.databases(), 2 * 4);
    }

    @Test
    void aSweepIsDrawnWhole() throws IOException, InterruptedException {
        assertIsDrawnWhole(Comparisons.sweep(), 4);
    }

    private void assertIsDrawnWhole(Comparison comparison, int charts) throws IOException, InterruptedException {
        Map<Integer, JsonNode> byWidth = findings(comparison);
        assertThat(byWidth).containsOnlyKeys(390, 1440);
        byWidth.forEach((width, findings) -> {
            assertNone(findings, "requests", width);
            assertNone(findings, "complaints", width);
            assertNone(findings, "tooWide", width);
            assertNone(findings, "cutOff", width);
            assertNone(findings, "touching", width);
            assertThat(findings.path("scrollWidth").asInt()).isLessThanOrEqualTo(width);
            assertThat(findings.path("charts")).hasSize(charts).allSatisfy(chart -> {
                // Axes, grid, and of each variant its median, its repeats and its interval.
                assertThat(chart.path("shapes").asInt()).isGreaterThan(8);
                assertThat(chart.path("texts").asInt()).isGreaterThan(4);
            });
        });
    }

    private static void assertNone(JsonNode findings, String kind, int width) {
        assertThat(findings.path(kind).isArray()).isTrue();
        assertThat(findings.path(kind)).as("%s at %d px", kind, width).isEmpty();
    }

    private Map<Integer, JsonNode> findings(Comparison comparison) throws IOException, InterruptedException {
        String page = ComparisonPage.text(comparison);
        assertThat(page).containsOnlyOnce(FIRST).containsOnlyOnce(LAST);
        Files.writeString(
                folder.resolve("page.html"),
                page.replace(FIRST, FIRST + read("watch.html")).replace(LAST, read("inspect.html") + LAST));
        Path widths = Files.writeString(folder.resolve("widths.html"), read("widths.html"));
        Map<Integer, JsonNode> byWidth = new TreeMap<>();
        for (MatchResult found :
                FINDINGS.matcher(Chromium.open(widths, folder)).results().toList()) {
            JsonNode findings = MAPPER.readTree(URLDecoder.decode(found.group(1), StandardCharsets.UTF_8));
            byWidth.put(findings.path("width").asInt(), findings);
        }
        return byWidth;
    }

    private static String read(String file) throws IOException {
        try (InputStream in = ComparisonPageInBrowserTest.class.getResourceAsStream("/browser/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
