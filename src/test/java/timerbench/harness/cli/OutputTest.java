package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whole runs print, and where. */
class OutputTest {
    /** 120 requests are too few for a p99. */
    private static final String PASS = """
            PASS · TimerCreationSimulation, profile smoke: 3 of 4 thresholds met
            not judged      p99 response time of create: not measured, wanted at most 60,000
                            ms
            Gatling         results/latest/index.html
            data            results/latest/run.json
            next            ./timer-bench baseline accept results/latest
            """;

    @TempDir
    private Path folder;

    private ChildRun run(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of(TimerBench.class.getName(), "run", "creation", "--profile", "smoke", "--database", "memory"));
        arguments.addAll(ChildRun.settings(List.of(
                "creation.warmUp=1s",
                "creation.startRate=10",
                "creation.targetRate=40",
                "creation.ramp=1s",
                "creation.hold=3s",
                "creation.thresholds.throughput=0",
                "creation.thresholds.p99=1m")));
        arguments.addAll(List.of(options));
        return ChildRun.java(folder, Map.of(), arguments, false);
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors")).replaceFirst("NOTE: Picked up JDK_JAVA_OPTIONS: .*\\R", "");
    }

    /**
     * Returns the verdict that a run ends with. On a machine that is busy with other things it rightly is another
     * one.
     */
    private static String ending(ChildRun run, String wanted) throws IOException {
        int from = run.output()
                .lastIndexOf((run.exit() == 3 ? "GENERATOR SATURATED" : wanted) + " · TimerCreationSimulation");
        assertThat(from).as(run.output()).isNotNegative();
        return run.output().substring(from);
    }

    @Test
    void aRunEndsWithItsVerdictAndNothingOfGatlings() throws IOException {
        ChildRun run = run("-D", "creation.thresholds.p95=1m");
        run.requireExit(0);
        String ending = ending(run, "PASS").replaceAll("(?m)^report .*\\n", "");
        if (run.exit() == 0) {
            assertThat(ending).isEqualTo(PASS);
        }
        assertThat(run.output())
                .contains("\n\n" + ending(run, "PASS"))
                .doesNotContain("Global Information", "Parsing log", "Generating reports", "Reports generated")
                .doesNotContain(" : true (actual");
        assertThat(folder.resolve("results/latest/index.html")).exists();
        assertThat(run.output().split("(PASS|SATURATED) · ", -1))
                .as("the verdict is said once")
                .hasSize(2);
    }

    @Test
    void quietLeavesTheVerdictAlone() throws IOException {
        ChildRun run = run("--quiet", "-D", "creation.thresholds.p95=0ms");
        run.requireExit(1);
        assertThat(run.output())
                .isEqualTo(ending(run, "FAIL"))
                .contains("\ncrossed         p95 response time of create: ")
                .contains("\nagain           ./timer-bench run TimerCreationSimulation --profile smoke \\\n");
        assertThat(errors()).isEmpty();
    }

    @Test
    void jsonIsAllThatStdoutHas() throws IOException {
        ChildRun run = run("--json", "-D", "creation.thresholds.p95=0ms");
        run.requireExit(1);
        JsonNode end = new ObjectMapper()
                .reader()
                .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(run.output());
        assertThat(end.get("verdict").asText()).isEqualTo(run.exit() == 3 ? "GENERATOR SATURATED" : "FAIL");
        assertThat(end.get("exitCode").asInt()).isEqualTo(run.exit());
        assertThat(end.get("crossed").get(0).get("what").asText()).isEqualTo("p95 response time of create");
        assertThat(Path.of(end.get("files").get("data").asText())).exists();
        assertThat(errors()).contains("timer-bench: waiting for the target").contains("Load and response times");
    }

    @Test
    void aRunThatCannotBeginIsAnObjectToo() throws IOException {
        ChildRun run = run("--json", "-D", "creation.hodl=3s");
        run.requireExit(2);
        JsonNode end = new ObjectMapper().readTree(run.output());
        assertThat(end.get("exitCode").asInt()).isEqualTo(2);
        assertThat(end.get("error").asText()).contains("unknown key timerbench.creation.hodl");
        assertThat(errors()).contains("unknown key timerbench.creation.hodl");
    }

    @Test
    void wrongUsageIsAnObjectToo() throws IOException {
        ChildRun run = run("--json", "--no-such-option");
        run.requireExit(2);
        assertThat(new ObjectMapper().readTree(run.output()).get("error").asText())
                .isEqualTo("run has no option --no-such-option");
    }
}
