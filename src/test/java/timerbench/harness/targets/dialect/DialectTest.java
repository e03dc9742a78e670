package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    @FieldSource("timerbench.harness.targets.dialect.Dialect#OF_REFERENCE_SERVICE")
    void aDialectOfTheReferenceServiceHasItsNameAndEverythingThatSimulationsNeed(String name) {
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

    @Test
    void aDelayIsRoundedUpAndNotTheInstant() throws IOException {
        Dialect seconds = Dialects.creating(folder, "body.after = \"{delaySeconds}\"");
        assertThat(seconds.isDelay()).isTrue();
        assertThat(seconds.representable(NOW.plusMillis(2_001), NOW)).isEqualTo(NOW.plusSeconds(3));
        assertThat(seconds.representable(NOW.plusSeconds(2), NOW)).isEqualTo(NOW.plusSeconds(2));
        assertThat(Dialects.creating(folder, "body.after = \"{delay}\"").representable(NOW.plusNanos(1), NOW))
                .isEqualTo(NOW.plusMillis(1));
    }

    @Test
    void theUnitOfDueTimesIsTheLargestThatAnythingAsksFor() throws IOException {
        assertThat(Dialects.creating(folder, "body.at = \"{executeAt:yyyy-MM-dd'T'HH:mm:ss}\"")
                        .unit())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(Dialects.creating(folder, "body.at = \"{executeAt:yyyy-MM-dd HH:mm}\"")
                        .unit())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(Dialects.creating(folder, "body.at = \"{executeAt:HH:mm:ss.SSS}\"")
                        .unit())
                .isEqualTo(Duration.ofMillis(1));
        Dialect minutes = Dialect.load(
                Dialects.written(folder, Dialects.LEAST + "create.body.at = \"{executeAt}\", service.resolution = 1m")
                        .toString());
        assertThat(minutes.unit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(minutes.representable(ODD, NOW)).isEqualTo("2030-01-01T00:01:00Z");
    }

    @Test
    void attemptsAreWhatRequestsAskForOrWhatTheServiceMakes() throws IOException {
        assertThat(Dialects.creating(folder, "").attempts()).isEmpty();
        assertThat(Dialects.creating(folder, "body.retries = \"{maxRetries}\"").attempts())
                .hasValue(3);
        assertThat(Dialect.load(Dialects.written(folder, Dialects.LEAST + "service.attempts = 1")
                                .toString())
                        .attempts())
                .hasValue(1);
    }

    @Test
    void anIdOfTheAnswerIsTheServicesThoughAHeaderHoldsOurs() throws IOException {
        String create = "path = \"/timers\", timerId = \"@Location\", headers.Idempotency-Key = \"{timerId}\"";
        assertThat(Dialects.creating(folder, create).idsAreOurs()).isFalse();
        assertThat(Dialects.creating(folder, "path = \"/timers\", body.ref = \"{reference}\"")
                        .idsAreOurs())
                .as("nobody needs an id if there is a reference")
                .isTrue();
    }

    @Test
    void aServiceWithoutCallbacksThatCanBeToldApartHasNone() throws IOException {
        Dialect dialect = Dialect.load(
                Dialects.written(folder, "create { method = POST, path = \"/timers/{timerId}\", done.status = 201 }")
                        .toString());
        assertThat(dialect.hasCallback()).isFalse();
        assertThatThrownBy(dialect::callback)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dialect own has no callback");
    }

    @Test
    void aTokenMayBeInAnyHeaderOrTheQuery() throws IOException {
        assertThat(Dialects.creating(folder, "").sendsToken()).isFalse();
        assertThat(Dialects.creating(folder, "query.api_key = \"{token}\"").sendsToken())
                .isTrue();
        assertThat(Dialects.creating(folder, "headers.X-API-Key = \"{token}\"").sendsToken())
                .isTrue();
    }
}
