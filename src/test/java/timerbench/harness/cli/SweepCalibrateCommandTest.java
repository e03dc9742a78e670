package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepCalibrateCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void theCoverageOfEachIntervalIsPrinted() {
        assertThat(printed("--simulations", "4"))
                .contains("of 4 simulations each (standard error 10.9), seed 1")
                .containsPattern("peak at 4.0; 1 2 4 8 x3, 2 % noise +(100|75).0 .* 3\\.9-4\\.1 +100\\.0\n")
                .containsPattern("a peak is shown in \\d of 56 simulations without one\n")
                .containsPattern("serial share 0.05; 1 2 4 x3, 2 % noise +\\d+\\.0\n")
                .containsPattern("500 B each; 1e3 1e5 1e6 x3, 5 % noise +\\d+\\.0\n")
                .containsPattern("100,000 in 1,000 shards( +\\d+\\.0){3}\n");
    }

    @Test
    void theSeedDecides() {
        String first = printed("--simulations", "2", "--seed", "7");
        assertThat(printed("--simulations", "2", "--seed", "7")).isEqualTo(first);
        assertThat(printed("--simulations", "2", "--seed", "8")).isNotEqualTo(first.replace("seed 7", "seed 8"));
    }

    @Test
    void thePageHasTheSameRows() throws IOException {
        String page = Files.readString(Path.of("docs", "scaling.md"));
        List<String> rows = printed("--simulations", "1")
                .lines()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.replaceFirst("(  +[-–…\\d.]+)+$", ""))
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(40)
                .allSatisfy(row -> assertThat(page).contains(row.replaceFirst("in \\d+ of \\d+ simulations.*", "")));
    }

    @Test
    void noSimulationEndsWith2() {
        assertThat(execute(new PrintWriter(new StringWriter()), "--simulations", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--simulations must be at least 1, was 0");
    }

    private String printed(String... options) {
        StringWriter out = new StringWriter();
        assertThat(execute(new PrintWriter(out), options)).as("%s", err).isZero();
        return out.toString();
    }

    private int execute(PrintWriter out, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "sweep";
        all[1] = "calibrate";
        System.arraycopy(options, 0, all, 2, options.length);
        return TimerBench.commandLine().setOut(out).setErr(new PrintWriter(err)).execute(all);
    }
}
