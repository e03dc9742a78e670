package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.SampleRuns;

class ReportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void runs() throws IOException {
        RunFile.write(folder.resolve("a"), SampleRuns.run(SampleRuns.kind()));
        RunFile.write(folder.resolve("b"), SampleRuns.run(SampleRuns.kind().on("Cassandra")));
    }

    private int execute(String... args) {
        return TimerBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aRunBecomesAPageAndItsFiguresBesideIt() throws IOException {
        assertThat(execute("report", "--input", at("a"), "--output", at("out/r.html"), "--format", "html,json,csv"))
                .isZero();
        assertThat(out.toString()).contains(at("out/r.html"), at("out/r.json"), at("out/r.csv"));
        assertThat(Files.readString(folder.resolve("out/r.html"))).contains("PASS · CallbackSimulation");
        assertThat(Files.readString(folder.resolve("out/r.json"))).contains("timerbench/report/1");
        assertThat(Files.readString(folder.resolve("out/r.csv"))).startsWith("schema,run,");
    }

    @Test
    void severalRunsAreHeldAgainstEachOther() throws IOException {
        assertThat(execute("report", "--input", at("a") + "," + at("b/run.json"), "--output", at("r.html")))
                .isZero();
        assertThat(Files.readString(folder.resolve("r.html"))).contains("2 variants, compared with PostgreSQL");
        assertThat(execute("report", "--input", at("a"), "--input", at("b"), "--output", at("s.html")))
                .isZero();
        assertThat(Files.readString(folder.resolve("s.html"))).isEqualTo(Files.readString(folder.resolve("r.html")));
    }

    @Test
    void whatIsNoRunEndsWith2AndSaysSo() throws IOException {
        assertThat(execute("report", "--input", at("nowhere"), "--output", at("r.html")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--input: there is no run at " + at("nowhere"));
        assertThat(execute("report", "--input", at("a") + "," + at("a"), "--output", at("r.html")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none twice");
        assertThat(execute("report", "--input", at("a"), "--output", at("a"))).isEqualTo(2);
        assertThat(err.toString()).contains("is a folder; wanted is a file");
        assertThat(execute("report", "--input", at("a"), "--format", "pdf")).isEqualTo(2);
        assertThat(folder.resolve("r.html")).doesNotExist();
    }
}
