package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.recover.Recoveries;

class RecoverPageInBrowserTest {
    @TempDir
    private Path folder;

    @Test
    void aRecoveryExperimentIsDrawnWhole() throws IOException, InterruptedException {
        // Of each fault: good answers, response time, lateness.
        Drawn.assertWhole(Page.render(RecoverDocument.of(Recoveries.good())), 3 * 3, folder);
    }

    @Test
    void anExperimentThatWentBadlyIsDrawnWhole() throws IOException, InterruptedException {
        Drawn.assertWhole(Page.render(RecoverDocument.of(Recoveries.bad())), 3 * 3, folder);
    }
}
