package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.scaling.Sweeps;

class SweepPageInBrowserTest {
    @TempDir
    private Path folder;

    @Test
    void aLineWithItsLawIsDrawnWhole() throws IOException, InterruptedException {
        Drawn.assertWhole(Page.render(SweepDocument.of(Sweeps.instances())), 1, folder);
    }

    @Test
    void wideNumbersOfAnAxisAreDrawnWhole() throws IOException, InterruptedException {
        Drawn.assertWhole(Page.render(SweepDocument.of(Sweeps.pending())), 1, folder);
    }

    @Test
    void aGridIsDrawnWhole() throws IOException, InterruptedException {
        Drawn.assertWhole(Page.render(SweepDocument.of(Sweeps.grid())), 1, folder);
    }

    @Test
    void whatHasNoFigureHasNoPlot() throws IOException, InterruptedException {
        Drawn.assertWhole(Page.render(SweepDocument.of(Sweeps.demand())), 0, folder);
    }
}
