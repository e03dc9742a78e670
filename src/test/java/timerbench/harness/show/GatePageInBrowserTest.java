package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.gate.GateCauses;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReports;

class GatePageInBrowserTest {
    @TempDir
    private Path folder;

    @Test
    void aGateWithPairsIsDrawnWhole() throws IOException, InterruptedException {
        assertIsDrawnWhole(GateReports.regression(), 4);
        Drawn.assertWhole(
                Page.render(GateDocument.of(GateReports.regression())),
                4,
                Files.createDirectory(folder.resolve("closed")));
    }

    @Test
    void pairsThatWereNotMeasuredAreDrawnWhole() throws IOException, InterruptedException {
        assertIsDrawnWhole(GateReports.failedTrial(), 4);
    }

    @Test
    void aMetricThatWasNeverMeasuredHasNoPlot() throws IOException, InterruptedException {
        assertIsDrawnWhole(GateReports.missingMetric(), 1);
    }

    @Test
    void manyPairsHaveRoomForTheirLabels() throws IOException, InterruptedException {
        assertIsDrawnWhole(GateReports.longest(), 1);
    }

    @Test
    void aGateAgainstAFileIsDrawnWithoutPlots() throws IOException, InterruptedException {
        assertIsDrawnWhole(GateReports.file(), 0);
    }

    @Test
    void textsThatAreMadeToDoHarmDoNone() throws IOException, InterruptedException {
        assertIsDrawnWhole(GateReports.hostile().with(GateCauses.hostile()), 1);
    }

    @Test
    void theCauseIsDrawnWhole() throws IOException, InterruptedException {
        assertIsDrawnWhole(GateReports.explained(), 4);
    }

    @Test
    void aFlameGraphIsEnlargedAndSearchedWithMouseAndKeyboard() throws IOException, InterruptedException {
        JsonNode found = Drawn.findings(Page.render(GateDocument.of(GateReports.explained())), "flame.html", folder);
        assertThat(texts(found.path("more")))
                .containsExactly(
                        "HttpRequestHandler.handle", "TimerHandlers.create", "TimerJson.write", "StringBuilder.append");
        assertThat(texts(found.path("less"))).containsExactly("PgConnection.receive");
        // Of the deep stack no more than fits beside what can be read.
        assertThat(found.at("/opened/frames").asInt()).isBetween(20, 40);
        assertShows(found.path("opened"), List.of("all"), "all");
        assertShows(found.path("keys"), List.of("all"), "FastThreadLocalRunnable.run");
        assertThat(found.at("/keys/told").asText())
                .isEqualTo("FastThreadLocalRunnable.run: baseline 59.3 %, candidate 75.9 %, +16.6 ± 5.3 points");
        List<String> handler = List.of(
                "all", "Thread.run", "FastThreadLocalRunnable.run", "SingleThreadIoEventLoop.run", "NioHandler.run");
        List<String> create = new ArrayList<>(handler);
        create.addAll(List.of("HttpRequestHandler.handle", "TimerHandlers.create"));
        assertShows(found.path("enlarged"), create, "TimerHandlers.create");
        assertThat(found.at("/opened/canShowAll").asBoolean()).isFalse();
        assertThat(found.at("/enlarged/canShowAll").asBoolean()).isTrue();
        assertShows(found.path("escaped"), handler, "NioHandler.run");
        assertShows(found.path("all"), List.of("all"), "all");
        assertThat(found.at("/searched/found").asText())
                .isEqualTo("4 frames: baseline 49 %, candidate 60.7 %, +11.7 ± 4.78 points");
        assertThat(texts(found.at("/searched/matches")))
                .containsExactly(
                        "TimerHandlers.create", "TimerJson.write", "TimerRequests.read", "PostgresTimers.insert");
        assertShows(found.path("entered"), create, "TimerHandlers.create");
        assertThat(found.at("/nothing/found").asText()).isEqualTo("no frame has this name");
    }

    private static void assertShows(JsonNode found, List<String> whole, String reachable) {
        assertThat(texts(found.path("whole"))).isEqualTo(whole);
        assertThat(texts(found.path("reachable"))).containsExactly(reachable);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** With what is behind a click shown as well. */
    private void assertIsDrawnWhole(GateReport report, int plots) throws IOException, InterruptedException {
        Drawn.assertWhole(
                Page.render(GateDocument.of(report)).replace("<details ", "<details open "),
                plots,
                Files.createDirectory(folder.resolve("open")));
    }
}
