package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.compare.Comparisons;

class ComparisonPageInBrowserTest {
    @TempDir
    private Path folder;

    @Test
    void aComparisonOfDatabasesIsDrawnWhole() throws IOException, InterruptedException {
        // Of creates and of the mixed load: throughput, p95, CPU, memory.
        Drawn.assertWhole(Page.render(ComparisonDocument.of(Comparisons.databases())), 2 * 4, folder);
    }

    @Test
    void aSweepIsDrawnWhole() throws IOException, InterruptedException {
        Drawn.assertWhole(Page.render(ComparisonDocument.of(Comparisons.sweep())), 4, folder);
    }
}
