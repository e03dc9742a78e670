package timerbench.harness.measure.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    private static final String TWO_HUNDRED = String.join(File.pathSeparator, Collections.nCopies(200, "some.jar"));

    @Test
    void aLimitThatDoesNotDoForTheClassPathIsReportedWithWhatIsNeeded() {
        assertThat(new OpenFiles(10, 256).tooFewFor(TWO_HUNDRED))
                .contains("the limit of open files is 256; 300 are needed, and one more for each connection;"
                        + " raise it, for example with ulimit -n 65536");
        assertThat(new OpenFiles(10, 300).tooFewFor(TWO_HUNDRED)).isEmpty();
    }

    @Test
    void aLimitThatDoesNotDoForTheLoadIsReported() {
        assertThat(new OpenFiles(400, 1_024).tooFewFor(625))
                .contains("the limit of open files is 1024, and 400 are open; this load may need 625 connections;"
                        + " raise it, for example with ulimit -n 65536");
        assertThat(new OpenFiles(400, 1_024).tooFewFor(624)).isEmpty();
    }

    @Test
    void aProcessThatHasNearlyAllOpenCanOpenNoMore() {
        assertThat(new OpenFiles(250, 256).exhausted())
                .contains(
                        "too many open files: the limit of open files is 256; raise it, for example with ulimit -n 65536");
        assertThat(new OpenFiles(200, 256).exhausted()).isEmpty();
    }

    @Test
    void thisProcessHasFewerFilesOpenThanItMay() {
        assertThat(OpenFiles.now()).hasValueSatisfying(files -> {
            assertThat(files.open()).isPositive();
            assertThat(files.most()).isGreaterThan(files.open());
        });
    }
}
