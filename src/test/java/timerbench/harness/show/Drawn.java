package timerbench.harness.show;

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
import timerbench.harness.run.WholeFile;

/** Opens pages, with scripts added that look around in them, at the width of a telephone and of a desktop. */
public final class Drawn {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern FINDINGS = Pattern.compile("<pre class=\"findings\">([^<]*)</pre>");
    private static final String FIRST = "<meta charset=\"utf-8\">";
    private static final String LAST = "</body>\n</html>";

    private Drawn() {}

    /**
     * Fails unless the page has so many plots, loads nothing, complains of nothing, and no text is cut off or touches
     * another.
     *
     * @param folder an empty one for what the browser keeps
     */
    public static void assertWhole(String page, int charts, Path folder) throws IOException, InterruptedException {
        Map<Integer, JsonNode> byWidth = findings(page, folder);
        assertThat(byWidth).containsOnlyKeys(390, 1440);
        byWidth.forEach((width, findings) -> {
            assertNone(findings, "requests", width);
            assertNone(findings, "complaints", width);
            assertNone(findings, "tooWide", width);
            assertNone(findings, "cutOff", width);
            assertNone(findings, "touching", width);
            assertThat(findings.path("scrollWidth").asInt()).isLessThanOrEqualTo(width);
            assertThat(findings.path("charts")).hasSize(charts).allSatisfy(chart -> {
                // Axes, grid, and what was measured of each thing that is plotted.
                assertThat(chart.path("shapes").asInt()).isGreaterThan(8);
                assertThat(chart.path("texts").asInt()).isGreaterThan(4);
            });
        });
    }

    private static void assertNone(JsonNode findings, String kind, int width) {
        assertThat(findings.path(kind).isArray()).isTrue();
        assertThat(findings.path(kind)).as("%s at %d px", kind, width).isEmpty();
    }

    private static Map<Integer, JsonNode> findings(String page, Path folder) throws IOException, InterruptedException {
        assertThat(page).containsOnlyOnce(FIRST).containsOnlyOnce(LAST);
        WholeFile.write(
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
        try (InputStream in = Drawn.class.getResourceAsStream("/browser/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
