package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoverCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int recover(List<String> more) {
        List<String> args = new ArrayList<>(
                List.of("recover", "--output", folder.resolve("results").toString()));
        args.addAll(more);
        return TimerBench.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --faults kil:service@5s               | fault "kil:service@5s": "kil" is no kind
                    --faults stop:service                 | fault "stop:service": lasts: missing
                    --faults kill:receiver@5s             | kill is possible on service and database
                    --faults kill:service,kill:service    | wanted at least one fault and none twice
                    --repeats 0                           | repeats must be at least 1, were 0
                    --rate x                              | timerbench.recovery.rate: got "x"
                    --faults kill:service:2@5s            | the service has 1 instance
                    --faults kill:database@5s --database memory | timer-bench: kill:database@5s:
                    --faults kill:service@0s,stop:service@10m | timer-bench: stop:service@10m: timerbench.recovery
                    """)
    void whatIsNotPossibleEndsWith2BeforeAnythingIsStarted(String line, String answer) {
        Set<ProcessHandle> before = ProcessHandle.current().descendants().collect(Collectors.toSet());
        assertThat(recover(List.of(line.split(" ")))).as("%s", err).isEqualTo(2);
        assertThat(err.toString()).contains(answer);
        assertThat(folder.resolve("results")).doesNotExist();
        assertThat(ProcessHandle.current().descendants()).isSubsetOf(before);
    }

    @Test
    void aDryRunPrintsTheRunsInTheirOrderAndStartsNothing() {
        assertThat(recover(List.of("--dry-run", "--repeats", "2", "--faults", "kill:service@0s,refuse:receiver@3s")))
                .as("%s", err)
                .isZero();
        assertThat(out.toString().lines())
                .hasSize(5)
                .startsWith("timer-bench: dry run: 4 runs in this order; nothing was started")
                .contains("  refuse callbacks for 3 s, repeat 2");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void theDefaultFaultsArePossibleOnTheEmbeddedTarget() {
        assertThat(recover(List.of("--dry-run", "--repeats", "1")))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains("kill database for 5 s", "stop service for 10 s");
    }
}
