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
import java.util.List;
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
    private static final List<String> KINDS =
            List.of("requests", "complaints", "tooWide", "cutTables", "cutOff", "touching", "misprinted", "violations");
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String FIRST = "<meta charset=\"utf-8\">";
    private static final String LAST = "</body>\n</html>";

    private Drawn() {}

    /**
     * Fails unless the page has so many plots, loads nothing, complains of nothing, no text is cut off or touches
     * another, no table is cut off, also on paper, and axe-core finds nothing that keeps anybody from reading it, light
     * or dark.
     *
     * @param folder an empty one for what the browser keeps
     */
    public static void assertWhole(String page, int charts, Path folder) throws IOException, InterruptedException {
        Map<String, JsonNode> byView = findings(page, folder);
        assertThat(byView).containsOnlyKeys("390 px", "390 px dark", "1440 px", "1440 px dark");
        byView.forEach((view, findings) -> {
            KINDS.forEach(kind -> assertNone(findings, kind, view));
            assertThat(findings.path("scrollWidth").asInt())
                    .isLessThanOrEqualTo(findings.path("width").asInt());
            assertThat(findings.path("charts")).hasSize(charts).allSatisfy(chart -> {
                // Axes, grid, and what was measured of each thing that is plotted.
                assertThat(chart.path("shapes").asInt()).isGreaterThan(8);
                assertThat(chart.path("texts").asInt()).isGreaterThan(4);
            });
        });
    }

    private static void assertNone(JsonNode findings, String kind, String view) {
        assertThat(findings.path(kind).isArray()).isTrue();
        assertThat(findings.path(kind)).as("%s at %s", kind, view).isEmpty();
    }

    /**
     * Returns what a script finds in a page.
     *
     * @param script which writes its findings into the page
     * @param folder an empty one for what the browser keeps
     */
    static JsonNode findings(String page, String script, Path folder) throws IOException, InterruptedException {
        assertThat(page).containsOnlyOnce(LAST);
        Path file = WholeFile.write(folder.resolve("page.html"), page.replace(LAST, read("/browser/" + script) + LAST));
        MatchResult found = FINDINGS.matcher(Chromium.open(file, folder))
                .results()
                .findFirst()
                .orElseThrow();
        return MAPPER.readTree(URLDecoder.decode(found.group(1), StandardCharsets.UTF_8));
    }

    private static Map<String, JsonNode> findings(String page, Path folder) throws IOException, InterruptedException {
        assertThat(page).containsOnlyOnce(FIRST).containsOnlyOnce(LAST);
        String inspected = page.replace(FIRST, FIRST + read("/browser/watch.html"))
                .replace(LAST, "<script>" + read(AXE) + "</script>" + read("/browser/inspect.html") + LAST);
        WholeFile.write(folder.resolve("page.html"), inspected);
        Path widths = Files.writeString(folder.resolve("widths.html"), read("/browser/widths.html"));
        Map<String, JsonNode> byView = new TreeMap<>();
        for (MatchResult found :
                FINDINGS.matcher(Chromium.open(widths, folder)).results().toList()) {
            JsonNode findings = MAPPER.readTree(URLDecoder.decode(found.group(1), StandardCharsets.UTF_8));
            String dark = findings.path("isDark").asBoolean() ? " dark" : "";
            byView.put(findings.path("width").asInt() + " px" + dark, findings);
        }
        return byView;
    }

    private static String read(String file) throws IOException {
        try (InputStream in = Drawn.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
