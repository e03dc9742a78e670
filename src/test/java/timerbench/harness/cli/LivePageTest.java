package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.Await;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Trial;
import timerbench.harness.show.Browser;
import timerbench.harness.targets.TruthServer;
import timerbench.harness.targets.TruthServer.Reply;

/** The page of a whole run, open in a browser until after the end of the run. */
class LivePageTest {
    private static final Pattern ADDRESS = Pattern.compile("the run is shown at (\\S+)");
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final int TELEPHONE = 390;
    private static final int DESKTOP = 1440;

    @TempDir
    private Path folder;

    private String address() {
        Path output = folder.resolve("output");
        Await.until(
                "the address of the page",
                () -> Files.exists(output) && found(output).find());
        Matcher address = found(output);
        assertThat(address.find()).isTrue();
        return address.group(1);
    }

    private static Matcher found(Path output) {
        try {
            return ADDRESS.matcher(Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itShowsARunFromItsStartUntilAfterItsEnd() throws IOException, InterruptedException {
        try (TruthServer server = new TruthServer((operation, number) -> Reply.GOOD);
                Browser browser = Browser.open(Files.createDirectory(folder.resolve("browser")))) {
            List<String> options = new ArrayList<>(List.of("--target", server.url(), "--live"));
            options.addAll(ChildRun.settings(List.of(
                    "callbacks.warmUp=1s",
                    "callbacks.startRate=10",
                    "callbacks.targetRate=20",
                    "callbacks.ramp=1s",
                    "callbacks.hold=12s",
                    "callbacks.dueTo=1s",
                    "callbacks.drain=10s",
                    "callbacks.listenOn=0s",
                    "callbacks.mix.fail=0",
                    "callbacks.mix.hang=0",
                    "callbacks.mix.again=0")));
            CompletableFuture<ChildRun> run =
                    CompletableFuture.supplyAsync(() -> ChildRun.of("callback", folder, Map.of(), options));
            browser.go(address());
            assertItMoves(browser);
            assertWhole(browser, "during");
            ChildRun ended = run.join();
            ended.requireExit(0);
            assertEnd(browser, ended);
            assertWhole(browser, "ended");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void assertItMoves(Browser browser) {
        Await.until("the hold", () -> browser.text("state").contains("hold"));
        Await.until(
                "a percentile", () -> browser.text("operations").matches("(?s).*create\\D*\\d+\\D+\\d+\\D+0\\s+\\d.*"));
        Await.until(
                "the plots",
                () -> browser.value("document.querySelectorAll('figure').length")
                                .asInt()
                        > 4);
        double sent = sent(browser);
        Await.until("more requests", () -> sent(browser) > sent);
        assertThat(browser.text("facts")).contains("Asked", "Timers owed now", "Broken promises");
        assertThat(browser.text("promises")).containsPattern("lost\\s+0").containsPattern("unknown\\s+0");
        assertThat(browser.text("processTable")).contains("generator").doesNotContain("database");
    }

    private static double sent(Browser browser) {
        return browser.value("Number(document.querySelector('#operations tbody td').innerText.replace(',', ''))")
                .asDouble();
    }

    private static void assertEnd(Browser browser, ChildRun run) throws IOException {
        Await.until("the end", () -> browser.text("state").contains("has ended"));
        assertThat(browser.text("headline")).contains("PASS", "thresholds met");
        assertThat(browser.value("document.getElementById('headline').className")
                        .asText())
                .isEqualTo("good");
        assertThat(browser.text("report")).contains("Open the report", "report.html");
        Trial trial = run.trial();
        assertThat(sent(browser))
                .isEqualTo(trial.warmUp().requests()
                        + (double) trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation("create"))
                                .orElseThrow()
                                .count());
        // The endpoint is closed by now; the page holds the report.
        String title = run.folder().resolve("results/latest").toRealPath().getFileName() + " · timer-bench";
        assertThat(browser.value("Boolean(open(document.querySelector('#report a').href))")
                        .asBoolean())
                .isTrue();
        Await.until("the report", () -> browser.titles().contains(title));
    }

    /** Nothing is wider than the page, and axe-core finds nothing, light or dark. */
    private static void assertWhole(Browser browser, String when) throws IOException {
        browser.value(axe());
        for (int width : List.of(TELEPHONE, DESKTOP)) {
            for (boolean dark : List.of(false, true)) {
                browser.resize(width, 900, dark);
                String view = when + " at " + width + (dark ? " dark" : "");
                Await.until(
                        view,
                        () -> browser.value("document.documentElement.scrollWidth")
                                        .asInt()
                                <= width);
                // Each width and each scheme once: axe-core takes most of the time.
                if ((width == TELEPHONE) != dark) {
                    assertThat(violations(browser)).as(view).isEmpty();
                }
            }
        }
    }

    private static JsonNode violations(Browser browser) {
        return browser.value("axe.run(document, { preload: false, resultTypes: ['violations'] })"
                + ".then(found => found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': '"
                + " + node.html.slice(0, 120) + ': ' + node.failureSummary)))");
    }

    private static String axe() throws IOException {
        try (InputStream in = LivePageTest.class.getResourceAsStream(AXE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8) + "; 0";
        }
    }
}
