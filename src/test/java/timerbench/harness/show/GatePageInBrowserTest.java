package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.gate.GateCauses;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReports;

class GatePageInBrowserTest {
    @TempDir
    private Path folder;

    @Test
    void bothRoundsOfAGateAreDrawnWhole() throws IOException, InterruptedException {
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
    void twentyPairsInEachRoundHaveRoomForTheirLabels() throws IOException, InterruptedException {
        assertIsDrawnWhole(GateReports.twenty(), 1);
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

    /** With what is behind a click shown as well. */
    private void assertIsDrawnWhole(GateReport report, int plots) throws IOException, InterruptedException {
        Drawn.assertWhole(
                Page.render(GateDocument.of(report)).replace("<details ", "<details open "),
                plots,
                Files.createDirectory(folder.resolve("open")));
    }
}
