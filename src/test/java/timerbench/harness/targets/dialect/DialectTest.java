package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DialectTest {
    private static final Instant ODD = Instant.parse("2030-01-01T00:00:01.234567Z");

    private static final Instant NOW = Instant.parse("2029-12-31T23:59:00.0004Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("timerbench.harness.targets.dialect.Dialect#SHIPPED")
    void aShippedDialectHasItsNameAndEverythingThatSimulationsNeed(String name) {
        Dialect dialect = Dialect.load(name);
        assertThat(dialect.name()).isEqualTo(name);
        assertThat(dialect.ready()).contains("/health/ready");
        assertThat(dialect.overloaded()).containsExactly(503);
        assertThat(dialect.wrong()).containsOnlyKeys(Wrong.values());
        assertThat(dialect.callback().executeAt().orElseThrow().in()).isEqualTo(CallbackFields.TimeIn.TEXT);
        assertThat(dialect.idsAreOurs()).isTrue();
        for (Operation operation : EnumSet.of(Operation.READ, Operation.UPDATE, Operation.DELETE)) {
            assertThat(dialect.call(operation).answers().missing())
                    .as("%s of a timer that is not there", operation)
                    .contains(new Call.AnswerPattern(Set.of(404), Map.of()));
        }
    }

    @Test
    void groupsHasEveryOperation() {
        assertThat(Operation.values()).allMatch(Dialect.load("groups")::has);
    }

    @Test
    void durableTimerHasNoListAndReportsIt() {
        Dialect dialect = Dialect.load("durable-timer");
        assertThat(Operation.values())
                .filteredOn(dialect::has)
                .containsExactly(Operation.CREATE, Operation.READ, Operation.UPDATE, Operation.DELETE);
        assertThatThrownBy(() -> dialect.call(Operation.LIST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dialect durable-timer has no operation list");
    }

    @Test
    void aDialectOfItsOwnIsCalledAsItsFileIs() throws IOException {
        assertThat(Dialect.load(Dialects.written(folder, Dialects.LEAST).toString())
                        .name())
                .isEqualTo("own");
    }

    @Test
    void missingPartsOfADialectAreEmpty() throws IOException {
        Dialect dialect = Dialects.creating(folder, "");
        assertThat(dialect.ready()).isEmpty();
        assertThat(dialect.headers(Optional.of("t"))).isEmpty();
        assertThat(dialect.overloaded()).isEmpty();
        assertThat(dialect.wrong()).isEmpty();
        assertThat(dialect.callback().attempt()).isEmpty();
        assertThat(dialect.call(Operation.CREATE).hasBody()).isFalse();
        assertThat(dialect.call(Operation.CREATE).body(value -> "x")).isEmpty();
        assertThat(dialect.call(Operation.CREATE).answers().missing()).isEmpty();
    }

    @Test
    void headersThatNeedATokenAreLeftOutWithoutOne() throws IOException {
        Dialect dialect = Dialect.load(Dialects.written(
                        folder, Dialects.LEAST + "headers { X-API-Key = \"key {token}\", X-Client = timer-bench }")
                .toString());
        assertThat(dialect.headers(Optional.empty())).isEqualTo(Map.of("X-Client", "timer-bench"));
        assertThat(dialect.headers(Optional.of("s3 \"cret")))
                .as("as it is: headers know no escapes")
                .isEqualTo(Map.of("X-Client", "timer-bench", "X-API-Key", "key s3 \"cret"));
    }

    @Test
    void theServiceChoosesIdsIfACreateSendsNone() throws IOException {
        assertThat(Dialects.creating(folder, "path = \"/timers\", timerId = id").idsAreOurs())
                .isFalse();
        assertThat(Dialects.creating(folder, "path = \"/timers\", body.id = \"{timerId}\"")
                        .idsAreOurs())
                .isTrue();
    }

    @Test
    void anInstantIsRepresentedByTheNextThatACreateCanSpell() throws IOException {
        assertThat(Dialects.creating(folder, "body.at = \"{executeAt}\"").representable(ODD, NOW))
                .isEqualTo("2030-01-01T00:00:01.235Z");
        assertThat(Dialects.creating(folder, "body.at = \"{executeAtMillis}\"").representable(ODD, NOW))
                .isEqualTo("2030-01-01T00:00:01.235Z");
        assertThat(Dialects.creating(folder, "query.at = \"{executeAtSeconds}\"")
                        .representable(ODD, NOW))
                .isEqualTo("2030-01-01T00:00:02Z");
    }
}
