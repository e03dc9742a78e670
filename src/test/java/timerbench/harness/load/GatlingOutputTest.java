package timerbench.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class GatlingOutputTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final GatlingOutput output = new GatlingOutput(new PrintStream(bytes, true, UTF_8));

    private void print(Object... parts) {
        for (Object part : parts) {
            output.println(part);
        }
    }

    private String passed() {
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void theReportIsTakenAndAllElsePasses() {
        print(
                "a line of another",
                "Parsing log file(s)...",
                "Parsing log file(s) done in 0s.",
                "Generating reports...",
                "\n=====\n---- Global Information ----|---Total---|\n> request count | 975 |\n=====\n",
                "\nReports generated, please open the following file: file:///results/index.html",
                "create: percentage of failed events is less than or equal to 1.0 : true (actual : 0.0)",
                7);
        assertThat(passed()).isEqualTo("a line of another\n7\n");
        assertThat(output.unfinished()).isEmpty();
        assertThat(output.failedAssertions()).isEmpty();
    }

    @Test
    void anAssertionThatDoesNotHoldIsKept() {
        print(
                "create: count of failed events is 0.0 : false (actual : 3.0)",
                "read: count of failed events is 0.0 : false (Could not find stats)");
        assertThat(output.failedAssertions())
                .containsExactly(
                        "create: count of failed events is 0.0 (actual : 3.0)",
                        "read: count of failed events is 0.0 (Could not find stats)");
    }

    @Test
    void aReportThatDoesNotComeToItsEndIsAFailure() {
        print("Parsing log file(s)...");
        assertThat(output.unfinished()).contains("Gatling's report failed while it read its log");
        print("Parsing log file(s) done in 0s.", "Generating reports...");
        assertThat(output.unfinished()).contains("Gatling's report failed while it made its pages");
    }

    @Test
    void aReportThatNobodyAskedForIsNoFailure() {
        assertThat(output.unfinished()).isEmpty();
    }
}
