package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.judge.gate.FileRuns;

class RunFileTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Schema SCHEMA = schema();

    @TempDir
    private Path folder;

    private static Schema schema() {
        try (InputStream in = RunFile.class.getResourceAsStream("/schema/run-1.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRunIsReadBackAsItWasWritten() throws IOException {
        for (Run run : List.of(Samples.complete(), Samples.sparse())) {
            Path file = RunFile.write(folder.resolve("run"), run);

            assertThat(RunFile.read(file)).isEqualTo(run);
            assertThat(RunFile.read(folder.resolve("run"))).isEqualTo(run);
        }
        try (Stream<Path> files = Files.list(folder.resolve("run"))) {
            assertThat(files).extracting(Path::getFileName).hasToString("[run.json]");
        }
    }

    @Test
    void aWrittenRunIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("complete.json", () -> RunFile.text(Samples.complete()));
        Golden.assertSame("sparse.json", () -> RunFile.text(Samples.sparse()));
    }

    @Test
    void aBaselineIsReadBackWithWhoAcceptedItAndWithoutItsSeconds() throws IOException {
        for (Optional<String> commit : List.of(Optional.of("46342de"), Optional.<String>empty())) {
            Run accepted = Samples.complete().accepted(new Run.Acceptance("Ada Lovelace", Samples.START, commit));
            Path file = RunFile.writeTo(folder.resolve("kept/baseline.json"), accepted);

            assertThat(RunFile.read(file)).isEqualTo(accepted);
            assertThat(SCHEMA.validate(MAPPER.readTree(file.toFile()))).isEmpty();
            assertThat(accepted.trials())
                    .allMatch(trial -> trial.seconds().isEmpty()
                            && trial.databaseLoad().isEmpty()
                            && !trial.metrics().isEmpty());
        }
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            assertThat(files).extracting(Path::getFileName).hasToString("[baseline.json]");
        }
    }

    @Test
    void aGoldenFileIsReadWithNothingLostInEveryLocale() throws IOException {
        for (String file : List.of("complete.json", "sparse.json")) {
            Golden.assertSame(file, () -> RunFile.text(RunFile.read(Golden.FOLDER.resolve(file))));
        }
    }

    @Test
    void aWrittenRunValidatesAgainstTheSchema() throws IOException {
        assertThat(SCHEMA.validate(MAPPER.readTree(RunFile.text(Samples.complete()))))
                .isEmpty();
        assertThat(SCHEMA.validate(MAPPER.readTree(RunFile.text(Samples.sparse()))))
                .isEmpty();
    }

    @Test
    void aRunOfAStartedServiceNamesItsBuild() throws IOException {
        RunTarget.Build build = new RunTarget.Build("./kala", "0123456789abcdef".repeat(4));
        RunTarget target = RunTarget.started(RunTarget.Kind.PROGRAM, "groups", 1, build, Optional.empty());
        String text = RunFile.text(FileRuns.at(Samples.complete(), known -> target));
        assertThat(SCHEMA.validate(MAPPER.readTree(text))).isEmpty();
        RunFile.write(folder, FileRuns.at(Samples.complete(), known -> target));
        assertThat(RunFile.read(folder).target()).isEqualTo(target);
        assertThat(target.text()).isEqualTo("program ./kala, sha256 0123456789ab");
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "RUN_JSON",
            matches = ".+",
            disabledReason = "RUN_JSON names no run; .ci/run names the one that it has made")
    void theRunThatIsNamedValidatesAgainstTheSchema() throws IOException {
        Path file = Path.of(System.getenv("RUN_JSON"));
        assertThat(SCHEMA.validate(MAPPER.readTree(Files.readString(file)))).isEmpty();
        assertThat(RunFile.text(RunFile.read(file))).isEqualTo(Files.readString(file));
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                defect("no run id", run -> run.remove("runId")),
                defect("blank run id", run -> run.put("runId", " ")),
                defect("another schema", run -> run.put("schema", "timerbench/run/2")),
                defect("accepted by nobody", run -> accepted(run).put("by", " ")),
                defect("accepted at no time", run -> accepted(run).remove("at")),
                defect("accepted at a day", run -> accepted(run).put("at", "2026-01-31")),
                defect("accepted at no commit", run -> accepted(run).put("commit", "")),
                defect("no trials", run -> run.putArray("trials")),
                defect("no profile", run -> run.remove("profile")),
                defect("an unknown kind of target", run -> at(run, "/target").put("kind", "guess")),
                defect("a URL target without URLs", run -> at(run, "/target").put("kind", "url")),
                defect("a program without its build", run -> at(run, "/target").put("kind", "program")),
                defect(
                        "a build without its hash",
                        run -> at(run, "/target").putObject("build").put("name", "./kala")),
                defect(
                        "a build with half a hash",
                        run -> at(run, "/target")
                                .putObject("build")
                                .put("name", "./kala")
                                .put("sha256", "0123")),
                defect("no instances", run -> at(run, "/target").put("instances", 0)),
                defect(
                        "a limit without a value",
                        run -> at(run, "/target/limits").put("database memory", " ")),
                defect("no provision", run -> at(run, "/target/database").put("provision", "")),
                defect("perhaps an emulator", run -> at(run, "/target/database").put("emulator", "perhaps")),
                defect("no CPUs", run -> at(run, "/environment").put("cpus", 0)),
                defect("half a CPU", run -> at(run, "/environment").put("cpus", 1.5)),
                defect("half a hold", run -> at(run, "/trials/0").remove("holdTo")),
                defect("complete without a hold", run -> at(run, "/trials/0").remove(List.of("holdFrom", "holdTo"))),
                defect("an instant without a zone", run -> at(run, "/trials/0").put("holdTo", "2026-01-31T12:01:05")),
                defect("cut short without a reason", run -> at(run, "/trials/0").put("outcome", "cut short")),
                defect("complete for a reason", run -> at(run, "/trials/0").put("reason", "who knows")),
                defect("no warm-up", run -> at(run, "/trials/0").remove("warmUp")),
                defect("an unknown unit", run -> metric(run, 0).put("unit", "req/s")),
                defect("an unknown direction", run -> metric(run, 0).put("better", "sideways")),
                defect("an unknown process", run -> metric(run, 8).put("process", "kernel")),
                defect("operation and process", run -> metric(run, 8).put("operation", "create")),
                defect("NaN as a text", run -> metric(run, 0).put("value", "NaN")),
                defect("a value of null", run -> metric(run, 0).putNull("value")),
                defect("a value below zero", run -> metric(run, 0).put("value", -1)),
                defect("neither value nor count", run -> metric(run, 0).remove("value")),
                defect("a count without a mean", run -> metric(run, 2).remove("mean")),
                defect("samples without a histogram", run -> metric(run, 2).remove("histogram")),
                defect("not a histogram", run -> metric(run, 2).put("histogram", "aGVsbG8=")),
                defect(
                        "an unknown percentile",
                        run -> at(run, "/trials/0/metrics/2/percentiles").put("98", 1)),
                defect("seconds without their start", run -> seconds(run).remove("from")),
                defect("no second", run -> seconds(run).putArray("started")),
                defect(
                        "seconds in which nobody knows what failed",
                        run -> seconds(run).remove("failed")),
                defect(
                        "half a request",
                        run -> seconds(run).putArray("got").add(1).add(0.5)),
                defect(
                        "requests below zero",
                        run -> seconds(run).putArray("failed").add(1).add(-1)),
                defect(
                        "calls below zero",
                        run -> at(run, "/trials/0/databaseLoad/statements/0").put("calls", -1)),
                defect("a part of no kind", run -> part(run, 0).put("kind", "room")),
                defect("a part without a name", run -> part(run, 0).put("name", "")),
                defect("fewer than no stored timers", run -> part(run, 0).put("stored", -1)),
                defect("half a callback", run -> part(run, 0).put("fired", 0.5)),
                defect("a group without its lateness", run -> part(run, 4).remove("lateness")),
                defect(
                        "a lateness without samples",
                        run -> ((ObjectNode) part(run, 4).get("lateness")).put("count", 0)),
                defect(
                        "a machine more than busy",
                        run -> seconds(run).putArray("cpuBusy").add(1).add(1.5)),
                defect(
                        "a rate below zero",
                        run -> seconds(run).putArray("asked").add(1).add(-1)),
                defect("a load that nobody told", run -> load(run).remove("source")),
                defect("a load in no unit", run -> load(run).put("unit", " ")),
                defect(
                        "a statement without a text",
                        run -> at(run, "/trials/0/databaseLoad/statements/0").remove("text")),
                defect(
                        "half a call",
                        run -> at(run, "/trials/0/databaseLoad/statements/0").put("calls", 0.5)),
                defect(
                        "a total below zero",
                        run -> at(run, "/trials/0/databaseLoad/statements/0").put("total", -1)),
                defect(
                        "an error without a message",
                        run -> at(run, "/trials/0/errors/0").remove("message")),
                defect(
                        "an error first seen on a day",
                        run -> at(run, "/trials/0/errors/0").put("firstSeen", "2026-01-31")));
    }

    @Test
    void aRunOfAnEarlierVersionDoesNotKnowWhenAnErrorWasFirstSeen() throws IOException {
        ObjectNode earlier = (ObjectNode) MAPPER.readTree(RunFile.text(Samples.complete()));
        at(earlier, "/trials/0/errors/0").remove("firstSeen");
        Path file = Files.writeString(folder.resolve("run.json"), earlier.toString());

        assertThat(SCHEMA.validate(earlier)).isEmpty();
        assertThat(RunFile.read(file).trials().get(0).errors())
                .hasSize(2)
                .allMatch(error -> error.firstSeen().isEmpty());
        assertThat(Samples.complete().trials().get(0).errors().get(0).firstSeen())
                .contains(Samples.START.plusMillis(1_250));
    }

    private static Arguments defect(String name, Consumer<ObjectNode> change) {
        return Arguments.argumentSet(name, change);
    }

    private static ObjectNode at(ObjectNode run, String pointer) {
        return (ObjectNode) run.at(pointer);
    }

    private static ObjectNode seconds(ObjectNode run) {
        return at(run, "/trials/0/seconds");
    }

    private static ObjectNode part(ObjectNode run, int index) {
        return at(run, "/trials/0/parts/" + index);
    }

    private static ObjectNode load(ObjectNode run) {
        return at(run, "/trials/0/databaseLoad");
    }

    private static ObjectNode accepted(ObjectNode run) {
        return run.putObject("accepted").put("by", "Ada").put("at", "2026-01-31T12:00:00Z");
    }

    private static ObjectNode metric(ObjectNode run, int index) {
        return at(run, "/trials/0/metrics/" + index);
    }

    @ParameterizedTest
    @MethodSource("defects")
    void aRunWithADefectIsRefusedByTheSchemaAndByTheReader(Consumer<ObjectNode> change) throws IOException {
        ObjectNode run = (ObjectNode) MAPPER.readTree(RunFile.text(Samples.complete()));
        change.accept(run);
        Path file = Files.writeString(folder.resolve("broken.json"), run.toString());

        assertThat(SCHEMA.validate((JsonNode) run)).isNotEmpty();
        assertThatThrownBy(() -> RunFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": not a run of timerbench/run/1: ");
    }

    @Test
    void anUnknownFieldIsRefusedByTheSchema() throws IOException {
        for (String place : List.of(
                "",
                "/target",
                "/target/database",
                "/environment",
                "/trials/0/metrics/0",
                "/trials/0/seconds",
                "/trials/0/databaseLoad",
                "/trials/0/parts/0")) {
            ObjectNode run = (ObjectNode) MAPPER.readTree(RunFile.text(Samples.complete()));
            at(run, place).put("colour", "red");

            assertThat(SCHEMA.validate((JsonNode) run)).as("at %s", place).isNotEmpty();
        }
    }

    @Test
    void aNewMetricNeedsNoNewSchema() throws IOException {
        ObjectNode run = (ObjectNode) MAPPER.readTree(RunFile.text(Samples.complete()));
        ((ArrayNode) run.at("/trials/0/metrics"))
                .addObject()
                .put("name", "afterDelete")
                .put("unit", "1")
                .put("better", "lower")
                .put("value", 3);

        assertThat(SCHEMA.validate((JsonNode) run)).isEmpty();
    }

    @Test
    void aDefectIsFoundByItsPlace() throws IOException {
        ObjectNode run = (ObjectNode) MAPPER.readTree(RunFile.text(Samples.complete()));
        metric(run, 2).put("unit", "hours");
        Path file = Files.writeString(folder.resolve("broken.json"), run.toString());

        assertThatThrownBy(() -> RunFile.read(file))
                .hasMessage(file + ": not a run of timerbench/run/1: run.trials[0].metrics[2].unit: "
                        + "unknown word \"hours\"; known are 1, %, 1/s, us, ms, s, B, B/s, MB");
    }

    /** Jackson alone would read all of these as something else, and say nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /runId | 5 | : not a text, was 5
            /runId | null | : not a text, was null
            /target | [] | : not an object, was [
            /target/urls | null | : not a list, was null
            /target/limits | {"a": null} | .a: not a text, was null
            /target/limits | {"a": true} | .a: not a text, was true
            /target/instances | "1" | : not a whole number, was "1"
            /target/instances | 1.0 | : not a whole number, was 1.0
            /target/instances | 3000000000 | : not a whole number, was 3000000000
            /target/database/version | null | : not a text, was null
            /target/database/emulator | 1 | : not true or false, was 1
            /target/database/durability | "" | : not an object, was ""
            /trials | {} | : not a list, was {
            /trials/0 | null | : not an object, was null
            /trials/0/measuredFrom | 1769860800 | : not an instant such as 2026-01-31T12:00:00Z, was 1769860800
            /trials/0/generatorSaturated | "false" | : not true or false, was "false"
            /trials/0/notes | [null] | [0]: not a text, was null
            /trials/0/thresholds/0/limit | "50" | : not a number, was "50"
            /trials/0/thresholds/0/standing | " met " | : unknown word " met "; known are met, crossed, not judged
            /trials/0/thresholds/0/standing | 0 | : not a text, was 0
            /trials/0/seconds/started | [1, 2.0] | [1]: not a whole number, was 2.0
            /trials/0/seconds/asked | [1, null] | [1]: not a number, was null
            /trials/0/timeline/windowSeconds | 1.5 | : not a whole number, was 1.5
            /trials/0/metrics/2/percentiles | {"98": 1} | : unknown word "98"; known are 50, 75, 90, 95, 99, 99.9
            """)
    void nothingIsReadAsSomethingElse(String pointer, String value, String problem) throws IOException {
        ObjectNode run = (ObjectNode) MAPPER.readTree(RunFile.text(Samples.complete()));
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = run.at(place.head());
        if (parent instanceof ArrayNode list) {
            list.set(place.last().getMatchingIndex(), MAPPER.readTree(value));
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), MAPPER.readTree(value));
        }
        Path file = Files.writeString(folder.resolve("converted.json"), run.toString());
        String where = pointer.replaceAll("/(\\d+)", "[$1]").replace('/', '.');

        assertThatThrownBy(() -> RunFile.read(file))
                .hasMessage(file + ": not a run of timerbench/run/1: run" + where + problem);
    }

    /** No schema can compare lengths. */
    @Test
    void secondsOfDifferentLengthsAreRefusedByTheReader() throws IOException {
        ObjectNode run = (ObjectNode) MAPPER.readTree(RunFile.text(Samples.complete()));
        seconds(run).putArray("got").add(1);
        Path file = Files.writeString(folder.resolve("broken.json"), run.toString());

        assertThatThrownBy(() -> RunFile.read(file))
                .hasMessage(file + ": not a run of timerbench/run/1: run.trials[0].seconds: "
                        + "seconds: lists differ in length");
    }

    @Test
    void secondsOfALoadThatAskedForNoRateOnAMachineThatWasNotWatchedAreShorter() throws IOException {
        ObjectNode json = (ObjectNode) MAPPER.readTree(RunFile.text(Samples.complete()));
        seconds(json).remove(List.of("asked", "cpuBusy"));
        Path file = Files.writeString(folder.resolve("closed.json"), json.toString());

        Run run = RunFile.read(file);
        Seconds seconds = run.trials().get(0).seconds().orElseThrow();
        assertThat(seconds.asked()).isEmpty();
        assertThat(seconds.cpuBusy()).isEmpty();
        assertThat(seconds.started()).containsExactly(99L, 101L);
        assertThat(MAPPER.readTree(RunFile.text(run))).isEqualTo(json);
        assertThat(SCHEMA.validate((JsonNode) json)).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefusedByName() throws IOException {
        for (String text : List.of("", "NaN", "[]", "null", "5", "{\"schema\": ")) {
            Path file = Files.writeString(folder.resolve("broken.json"), text);

            assertThatThrownBy(() -> RunFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ": not a run of timerbench/run/1: ");
        }
    }

    @Test
    void aSecondDocumentAfterTheFirstIsRefused() throws IOException {
        String text = RunFile.text(Samples.complete());
        Path file = Files.writeString(folder.resolve("two.json"), text + text);

        assertThatThrownBy(() -> RunFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": not a run of timerbench/run/1: line "
                        + (text.lines().count() + 1) + ", column 1: Trailing token (of type START_OBJECT)");
    }

    @Test
    void aMissingFieldIsFoundByItsPlace() throws IOException {
        ObjectNode run = (ObjectNode) MAPPER.readTree(RunFile.text(Samples.complete()));
        at(run, "/environment").remove("cpus");
        Path file = Files.writeString(folder.resolve("missing.json"), run.toString());

        assertThatThrownBy(() -> RunFile.read(file))
                .hasMessage(file + ": not a run of timerbench/run/1: run.environment.cpus: missing");
    }

    @Test
    void aFieldThatIsThereTwiceIsRefused() throws IOException {
        String text = RunFile.text(Samples.complete());
        Path file =
                Files.writeString(folder.resolve("twice.json"), text.replaceFirst("\\{", "{\n\"runId\": \"another\","));

        assertThatThrownBy(() -> RunFile.read(file))
                .hasMessageStartingWith(file + ": not a run of timerbench/run/1: line ")
                .hasMessageContaining("Duplicate field 'runId'");
    }

    /** Jackson reads 1e400 as infinite. */
    @ParameterizedTest
    @ValueSource(strings = {"/trials/0/metrics/0/value", "/trials/0/databaseLoad/statements/0/total"})
    void aNumberThatIsTooLargeIsRefused(String pointer) throws IOException {
        JsonNode run = MAPPER.readTree(RunFile.text(Samples.complete()));
        JsonPointer place = JsonPointer.compile(pointer);
        ((ObjectNode) run.at(place.head())).put(place.last().getMatchingProperty(), 987_654_321);
        Path file =
                Files.writeString(folder.resolve("large.json"), run.toString().replace("987654321", "1e400"));

        assertThatThrownBy(() -> RunFile.read(file))
                .hasMessageStartingWith(file + ": not a run of timerbench/run/1: run.trials[0]")
                .hasMessageContaining("was Infinity");
    }

    @Test
    void aTrialThatTookNoTimeIsRefused() throws IOException {
        ObjectNode run = (ObjectNode) MAPPER.readTree(RunFile.text(Samples.complete()));
        at(run, "/trials/0").put("holdTo", run.at("/trials/0/holdFrom").textValue());
        Path file = Files.writeString(folder.resolve("none.json"), run.toString());

        assertThatThrownBy(() -> RunFile.read(file)).hasMessageContaining("a period must end after it starts");
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedByName() throws IOException {
        Path file = Files.write(
                folder.resolve("utf16.json"), RunFile.text(Samples.complete()).getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> RunFile.read(file)).hasMessageStartingWith(file + ": not UTF-8: in line 1, byte 0");
    }

    @Test
    void aPasswordInAUrlIsNotWritten() throws IOException {
        assertThat(RunFile.text(Samples.sparse()))
                .contains("http://timers-1.example.org:8080/api")
                .doesNotContain("secret");
    }

    @Test
    void aSettingThatJsonCannotHoldIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunProfile("smoke", Map.of("hold", Duration.ofSeconds(3))))
                .withMessage("profile setting smoke.hold: neither text, number, truth value, list nor map, "
                        + "was java.time.Duration");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunProfile("smoke", Map.of("rate", Double.NaN)))
                .withMessage("profile setting smoke.rate: not a finite number, was NaN");
    }

    @Test
    void aMetricIsInATrialButOnce() {
        Trial trial = new Trial(1, Samples.MEASURED, Optional.of(Samples.HOLD), Outcome.complete(), new WarmUp(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.with(List.of(Metric.memory("service", 1), Metric.memory("service", 2))))
                .withMessage("trial 1: metric memory of service occurs twice");
    }
}
