package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.run.SampleRuns;

class RunPageInBrowserTest {
    private static final String ALL = "[\"0-100\"]";

    @TempDir
    private Path folder;

    @Test
    void plotsOverTimeZoomTogetherAndEveryCurveAlone() throws IOException, InterruptedException {
        JsonNode findings =
                Drawn.findings(Page.render(RunDocument.of(SampleRuns.run(SampleRuns.kind()))), "zoom.html", folder);

        assertState(findings, "opened", ALL, 0);
        assertState(findings, "wheelAlone", ALL, 0);
        assertThat(findings.at("/wheelWithCtrl/overTime")).hasSize(1);
        assertThat(findings.at("/wheelWithCtrl/overTime").toString()).isNotEqualTo(ALL);
        assertThat(findings.at("/wheelWithCtrl/curves").toString()).isEqualTo(ALL);
        assertThat(findings.path("focused").asText()).isEqualTo("Reset zoom");
        assertState(findings, "reset", ALL, 0);
        assertThat(findings.at("/marked/overTime")).hasSize(1);
        // Marked from 30 to 60 % of the width, of which the axis takes a little.
        String[] marked = findings.at("/marked/overTime/0").asText().split("-", -1);
        assertThat(Double.parseDouble(marked[0])).isCloseTo(30, within(5.0));
        assertThat(Double.parseDouble(marked[1])).isCloseTo(60, within(5.0));
        assertThat(findings.at("/oneCurve/first").asText()).isEqualTo("50-100");
        assertThat(findings.at("/oneCurve/second").asText()).isEqualTo("0-100");
        assertThat(findings.at("/oneCurve/overTime").asText()).isEqualTo("0-100");
    }

    @Test
    void theTailOfACurveIsStretchedSoThatEachNineIsAsWideAsTheOneBefore() throws IOException, InterruptedException {
        JsonNode ticks = Drawn.findings(
                        Page.render(RunDocument.of(SampleRuns.run(SampleRuns.kind()))), "zoom.html", folder)
                .path("ticks");

        double origin = ticks.path("0").asDouble();
        double nine = ticks.path("90").asDouble() - origin;
        assertThat(nine).isGreaterThan(50);
        assertThat(ticks.path("50").asDouble() - origin).isCloseTo(Math.log10(2) * nine, within(1.0));
        assertThat(ticks.path("99").asDouble() - origin).isCloseTo(2 * nine, within(1.0));
        assertThat(ticks.path("99.9").asDouble() - origin).isCloseTo(3 * nine, within(1.0));
    }

    private static void assertState(JsonNode findings, String name, String zoom, int buttons) {
        assertThat(findings.path(name).path("overTime").toString()).as(name).isEqualTo(zoom);
        assertThat(findings.path(name).path("curves").toString()).as(name).isEqualTo(zoom);
        assertThat(findings.path(name).path("buttons").asInt()).as(name).isEqualTo(buttons);
    }
}
