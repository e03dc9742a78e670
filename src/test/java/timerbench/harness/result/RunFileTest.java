package timerbench.harness.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFileTest {
    @TempDir
    private Path folder;

    private Run run(Outcome outcome) throws IOException {
        LogWriter log = new LogWriter().header("3.15.1");
        for (int i = 0; i < 1_000; i++) {
            log.request("create", i * 10, i * 10 + 1 + i % 20, i % 100 != 0, i % 100 != 0 ? "" : "status 503");
        }
        Path file = Files.write(folder.resolve("simulation.log"), log.bytes());
        Instant start = Instant.ofEpochMilli(LogWriter.START);
        Period hold = new Period(start.plusSeconds(5), start.plusSeconds(10));
        Trial trial = new Trial(
                        1, new Period(start, start.plusSeconds(11)), Optional.of(hold), outcome, new WarmUp(150, 0))
                .with(RequestFigures.read(file, hold.from(), hold.to()))
                .with(List.of(Metric.throughputAsked("create", 100), Metric.memory(Subject.SERVICE, 188.4)));
        return new Run(
                "timercreationsimulation-1",
                "TimerCreationSimulation",
                new RunProfile("smoke", Map.of("targetRate", 100, "hold", "7s")),
                RunTarget.embedded("groups", 1, new Database("PostgreSQL", Optional.of("18.6"), Map.of("fsync", "on"))),
                new RunEnvironment(
                        Optional.empty(),
                        new RunEnvironment.Machine("Linux", "amd64", 2, "a CPU", 16_000),
                        "17.0.15",
                        "3.15.1"),
                List.of(trial));
    }

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(RunFileTest.class.getResourceAsStream("/schema/run-1.schema.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR"})
    void whatIsWrittenIsValidAndReadsBackTheSame(String locale) throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            Run run = run(Outcome.complete());
            Path file = RunFile.write(folder, run);
            assertThat(schema().validate(Files.readString(file), InputFormat.JSON))
                    .isEmpty();
            assertThat(RunFile.read(file)).isEqualTo(run);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void figuresAreExact() throws IOException {
        Trial trial = run(Outcome.complete()).trials().get(0);
        Metric throughput =
                trial.metric(Metric.THROUGHPUT, Subject.operation("create")).orElseThrow();
        // 500 requests end in the five seconds of the hold but for a few at its edges; 1 in 100 failed.
        assertThat(((Measured.Value) throughput.measured()).value()).isBetween(97.0, 100.0);
        Metric errors =
                trial.metric(Metric.ERROR_RATE, Subject.operation("create")).orElseThrow();
        assertThat(((Measured.Value) errors.measured()).value()).isEqualTo(0.01);
        Distribution times = (Distribution) trial.metric(Metric.RESPONSE_TIME, Subject.operation("create"))
                .orElseThrow()
                .measured();
        assertThat(times.count()).isEqualTo(1_000);
        assertThat(times.mean()).isEqualTo(10.5);
        assertThat(times.max()).isEqualTo(20);
    }

    @Test
    void aRunWithAFieldMissingOrAFieldTooManyIsNotValid() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        String text = Files.readString(RunFile.write(folder, run(Outcome.complete())));
        for (String field : List.of("schema", "runId", "simulation", "profile", "target", "environment", "trials")) {
            JsonNode broken = ((ObjectNode) mapper.readTree(text)).without(field);
            assertThat(schema().validate(broken.toString(), InputFormat.JSON))
                    .as("without " + field)
                    .isNotEmpty();
        }
        JsonNode more = ((ObjectNode) mapper.readTree(text)).put("extra", 1);
        assertThat(schema().validate(more.toString(), InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void whatWasNotMeasuredIsSaidToBeSo() throws IOException {
        String table = RunTable.format(run(Outcome.cutShort("the database ended")));
        assertThat(table)
                .contains("the database ended")
                .contains("not measured")
                .contains("fsync=on")
                .contains("188.4");
    }
}
