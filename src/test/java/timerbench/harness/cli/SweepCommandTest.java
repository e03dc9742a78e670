package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.targets.docker.DockerEngine;

class SweepCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String line) {
        return TimerBench.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(
                                Stream.of(line.split(" ")),
                                Stream.of("--output", folder.resolve("results").toString()))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sweep | wanted one or two of --axis NAME=V1,V2, such as --axis instances=1,2,4",
                "sweep --axis instances=1,2 --axis service.shards=1,2 --axis concurrent=1,2 | wanted one or two of",
                "sweep --axis instances=1,1.0 | --axis: instances: wanted different values, got 1 and 1.0",
                "sweep --axis instances=1,x | --axis: instances: got \"1,x\", wanted at least two numbers",
                "sweep --axis instances=0,1 | instances must be at least 1, was 0",
                "sweep --axis instances=1,2 --database memory | 2 of them cannot share the memory of one",
                "sweep --axis instances=1,2 --measure capcity | did you mean capacity?",
                "sweep --axis instances=1,2 --measure demand | --measure demand: wanted --rate",
                "sweep --axis instances=1,2 --rate 5 | --rate is an option of --measure demand",
                "sweep --axis instances=1,2 --measure demand --rate 0 | the rate must be above 0, was 0.0",
                "sweep --axis instances=1,2 --measure demand --rate 5 -D breakpoint.search.most=9 | breakpoint.search.most:"
                        + " has no effect on demand",
                "sweep --axis instances=1,2 --measure capacity --operation read | are options of --measure throughput",
                "sweep --axis instances=1,2 --operation craete | did you mean create?",
                "sweep --axis instances=1,2 --setting service.poolSize --values 1,2 | --setting and --values go together",
                "sweep --setting service.poolSize | --setting and --values go together",
                "sweep --axis instances=1,2 -D target=http://host | sweep starts a fresh target for each run",
                "sweep --axis service.shards=1,2 -D target=/bin/true | service.shards: is a setting of the reference"
                        + " service",
                "sweep --axis concurrent=5,9 --concurrent 7 | timerbench.stress.concurrent: is an axis of the sweep",
                "scale | wanted one of --instances, --injectors, --cpus and --axis",
                "scale --instances 1,2 --cpus 1,2 | wanted one of --instances, --injectors, --cpus and --axis",
                "scale --instances 1,2 --injectors 1,2 | wanted one of --instances, --injectors, --cpus and --axis",
                "scale --injectors 1,2 -D target=http://host | loads a trivial server of its own from this machine; leave",
                "scale --injectors 1,2 --dialect durable-timer | loads a trivial server of its own from this machine",
                "scale --injectors 1,2 -D injectors.on=docker | loads a trivial server of its own from this machine",
                "sweep --axis injectors=1,2 --measure capacity | BreakpointSimulation needs one injector",
                "scale --instances 1 | scale: instances: got \"1\", wanted at least two numbers",
            })
    void whatIsWrongIsSaidBeforeAnythingIsStarted(String line, String message) {
        assertThat(execute(line)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void injectorsLoadATrivialServerEachWithAsManyUsersAsOneAlone() throws IOException {
        assertThat(execute("scale --injectors 1,2 --repeats 1 --seed 1 --profile smoke -D stress.concurrent=3"
                        + " -D stress.duration=2s -D stress.warmUp=1s -D injectors.late=20s -D history.record=false"))
                .as(err.toString())
                .isZero();
        for (int injectors : List.of(1, 2)) {
            Run run = RunFile.read(folder.resolve("results/" + injectors + "-1/latest"));
            assertThat(run.profile().settings().get("concurrent")).hasToString(Integer.toString(3 * injectors));
            assertThat(run.injectors()).hasSize(injectors == 1 ? 0 : 2);
            assertThat(run.trials().get(0).errors()).isEmpty();
        }
        assertThat(folder.resolve("results/sweep.html")).exists();
    }

    @Test
    void aMissingEngineOfContainersIsSaidBeforeTheFirstRun() {
        assumeTrue(DockerEngine.complaint().isPresent(), "needs a machine without a Docker engine");
        assertThat(execute("scale --cpus 0.5,1 --database memory")).isEqualTo(2);
        assertThat(err.toString()).contains("no Docker engine answers");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void aDryRunPrintsTheRunsAndStartsNothing() {
        assertThat(execute("scale --instances 1,2,4 --repeats 2 --seed 7 --dry-run --profile smoke"))
                .isZero();
        assertThat(out.toString().lines())
                .hasSize(7)
                .first()
                .asString()
                .startsWith("timer-bench: dry run: 6 runs of about ");
        assertThat(out.toString()).contains("  instances 4, repeat 2\n");
        assertThat(folder.resolve("results")).doesNotExist();
    }
}
