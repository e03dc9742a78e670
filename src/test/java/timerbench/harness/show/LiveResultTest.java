package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Unit;

class LiveResultTest {
    @TempDir
    private Path folder;

    private static JsonNode ended(RunEnd.Ending ending, List<Threshold> thresholds, Optional<RunEnd.Left> left)
            throws IOException {
        RunEnd end = new RunEnd(ending, 1, "callback", "smoke", List.of("a reason"), thresholds, left, List.of());
        return new ObjectMapper().readTree(LivePage.ended(end));
    }

    private RunEnd.Left left() {
        return new RunEnd.Left(folder, Path.of("results", "latest"), Map.of("report", "report.html"));
    }

    @Test
    void thePageShowsWhatIsNotMetAndHasTheReport() throws IOException {
        Files.writeString(folder.resolve("report.html"), "<p>the report</p>");
        List<Threshold> thresholds = List.of(
                Threshold.atMost("lost callbacks", Unit.ONE, 0, Optional.of(3.0)),
                Threshold.atMost("p95 lateness", Unit.MILLISECONDS, 100, Optional.of(250.0)),
                Threshold.atMost("p99 lateness", Unit.MILLISECONDS, 100, Optional.empty()),
                Threshold.atMost("p50 lateness", Unit.MILLISECONDS, 100, Optional.of(50.0)));

        JsonNode ended = ended(RunEnd.Ending.FAIL, thresholds, Optional.of(left()));

        assertThat(ended.path("headline").asText())
                .isEqualTo("FAIL · callback, profile smoke: 2 of 4 thresholds crossed");
        assertThat(ended.path("tone").asText()).isEqualTo("bad");
        assertThat(ended.path("details"))
                .extracting(detail ->
                        detail.path("tone").asText() + " " + detail.path("text").asText())
                .containsExactly(
                        "plain a reason",
                        "bad promise broken: lost callbacks: 3, wanted none",
                        "bad crossed: p95 lateness: 250 ms, wanted at most 100 ms",
                        "undecided not judged: p99 lateness: not measured, wanted at most 100 ms");
        assertThat(ended.path("file").asText()).isEqualTo("results/latest/report.html");
        assertThat(ended.path("report").asText()).isEqualTo("<p>the report</p>");
    }

    @Test
    void aRunWithoutAReportHasNone() throws IOException {
        JsonNode ended = ended(RunEnd.Ending.INTERRUPTED, List.of(), Optional.empty());

        assertThat(ended.path("tone").asText()).isEqualTo("undecided");
        assertThat(ended.has("file")).isFalse();
        assertThat(ended.has("report")).isFalse();
        assertThat(ended(RunEnd.Ending.FAILED, List.of(), Optional.of(left())).has("report"))
                .isFalse();
    }
}
