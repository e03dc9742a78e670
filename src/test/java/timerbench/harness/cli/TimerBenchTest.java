package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TimerBenchTest {
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        return TimerBench.commandLine().setErr(new PrintWriter(err)).execute(args);
    }

    @Test
    void wrongUsageEndsWith2AndSaysWhatWasWrong() {
        assertThat(execute("serve", "--prot", "8080")).isEqualTo(2);
        assertThat(err.toString()).contains("--prot").contains("--port");
    }

    @Test
    void anUnknownDatabaseEndsWith3AndIsNamedWithTheKnownOnes() {
        assertThat(execute("serve", "--database", "oracle", "--port", "0")).isEqualTo(3);
        assertThat(err.toString()).contains("oracle").contains("postgres").contains("memory");
    }
}
