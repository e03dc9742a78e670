package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    @TempDir
    private Path folder;

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("console.log"), text);
    }

    @Test
    void theLastLineIsThatWhichSaysSomething() throws IOException {
        assertThat(RunLog.lastLine(log("one\ntwo\n\n  \n"))).isEqualTo("two");
        assertThat(RunLog.lastLine(log(""))).isEqualTo("…");
    }

    @Test
    void aComplaintIsTheLastOfOurOwn() throws IOException {
        Path log =
                log("timer-bench: waiting for the target …\ntimer-bench: the service did not start\n\tat java.lang\n");
        assertThat(RunLog.complaint(log)).isEqualTo("the service did not start");
        assertThat(RunLog.complaint(log("Error: could not find or load main class\n")))
                .isEqualTo("Error: could not find or load main class");
    }

    @Test
    void whatIsNoUtf8IsReadAllTheSame() throws IOException {
        Path log = Files.write(folder.resolve("console.log"), new byte[] {'a', (byte) 0xff, '\n'});
        assertThat(RunLog.lastLine(log)).startsWith("a");
    }
}
