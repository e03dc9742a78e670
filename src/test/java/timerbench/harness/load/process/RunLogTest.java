package timerbench.harness.load.process;

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
    void progressIsTheLastLineThatSaysWhereTheLoadIs() throws IOException {
        assertThat(RunLog.progress(log(
                        "timer-bench: waiting for the target …\nramp       9 s left  asked    48/s  got    21/s  7 requests,"
                                + " 0 errors\n10:00:00.000 WARN  io.netty - a warning\n\tat java.lang\n")))
                .isEqualTo("ramp       9 s left  asked    48/s  got    21/s  7 requests, 0 errors");
        assertThat(RunLog.progress(log("fill    5 of 9 timers created\n"))).isEqualTo("fill    5 of 9 timers created");
        assertThat(RunLog.progress(log("timer-bench: compiling …\nWARNING: an option\n")))
                .isEqualTo("starting …");
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
        assertThat(RunLog.complaint(log)).startsWith("a");
    }
}
