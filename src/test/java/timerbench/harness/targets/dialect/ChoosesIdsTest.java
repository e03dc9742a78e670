package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The worked example of the documentation is correct. */
class ChoosesIdsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Dialect dialect = Dialect.load("docs/dialects/chooses-ids.conf");
    private final Map<Value, Object> values = new HashMap<>(Map.of(
            Value.GROUP_ID, "my group",
            Value.TIMER_ID, "17",
            Value.EXECUTE_AT, Instant.parse("2030-01-01T00:00:01.234Z"),
            Value.CALLBACK_URL, "http://h/cb"));

    private String path(Operation operation) {
        return dialect.call(operation).path(values::get);
    }

    private JsonNode body(Operation operation) throws IOException {
        return JSON.readTree(dialect.call(operation).body(values::get));
    }

    private static JsonNode tree(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void itsNameIsThatOfItsFile() {
        assertThat(dialect.name()).isEqualTo("chooses-ids");
    }

    @Test
    void theServiceChoosesTheIds() {
        assertThat(dialect.idsAreOurs()).isFalse();
        assertThat(dialect.call(Operation.CREATE).answers().timerId()).contains(new Place.Field("data.id"));
    }

    @Test
    void aCreateSpellsWhatItKnowsInSnakeCaseAndMilliseconds() throws IOException {
        assertThat(dialect.call(Operation.CREATE).method()).isEqualTo("POST");
        assertThat(path(Operation.CREATE)).isEqualTo("/v1/timers");
        assertThat(body(Operation.CREATE))
                .isEqualTo(tree("{'group_id':'my group','execute_at':1893456001234,'callback_url':'http://h/cb',"
                        + "'recurring':false,'source':'timer-bench'}"));
    }

    @Test
    void aCreateSpellsEverythingThatATimerMayHave() throws IOException {
        values.put(Value.PAYLOAD, "{\"x\":[1]}");
        values.put(Value.CALLBACK_TIMEOUT, Duration.ofMillis(1_500));
        values.put(Value.MAX_ATTEMPTS, 3);
        values.put(Value.INITIAL_INTERVAL, Duration.ofMillis(500));
        values.put(Value.BACKOFF_MULTIPLIER, 2.0);
        JsonNode body = body(Operation.CREATE);
        assertThat(body.path("payload")).isEqualTo(tree("{'x':[1]}"));
        assertThat(body.path("callback_timeout_seconds").intValue()).isEqualTo(2);
        assertThat(body.path("retry")).isEqualTo(tree("{'max_retries':2,'interval_seconds':1,'multiplier':2.0}"));
    }

    @Test
    void theOtherOperationsNameTheTimerInTheirPaths() throws IOException {
        for (Operation operation : new Operation[] {Operation.READ, Operation.UPDATE, Operation.DELETE}) {
            assertThat(path(operation)).as("%s", operation).isEqualTo("/v1/timers/17?group_id=my%20group");
        }
        assertThat(Arrays.stream(Operation.values()).map(dialect::call).map(Call::method))
                .containsExactly("POST", "GET", "PATCH", "DELETE", "GET");
        assertThat(body(Operation.UPDATE)).isEqualTo(tree("{'execute_at':1893456001234}"));
        assertThat(dialect.call(Operation.READ).hasBody()).isFalse();
    }

    @Test
    void aListHasPagesAndABound() {
        values.put(Value.DUE_BEFORE, Instant.ofEpochMilli(5));
        values.put(Value.LIMIT, 50);
        assertThat(path(Operation.LIST).split("[?&]"))
                .containsExactlyInAnyOrder("/v1/timers", "group_id=my%20group", "due_before=5", "page_size=50");
        values.put(Value.CURSOR, "p/2");
        assertThat(path(Operation.LIST)).contains("page_token=p%2F2");
        assertThat(dialect.paging().timers()).contains("data.items");
        assertThat(dialect.paging().nextCursor()).contains("data.next_page_token");
        assertThat(dialect.paging().first()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerIsJudgedByItsCode(Operation operation) {
        Call.Answers answers = dialect.call(operation).answers();
        assertThat(answers.done()).isEqualTo(new Call.AnswerPattern(Set.of(200), Map.of("code", "0")));
        if (operation != Operation.CREATE && operation != Operation.LIST) {
            assertThat(answers.missing()).contains(new Call.AnswerPattern(Set.of(200), Map.of("code", "404")));
        }
    }

    @Test
    void theTokenIsInAHeaderOfItsOwn() {
        assertThat(dialect.headers(Optional.of("s3cret")))
                .isEqualTo(Map.of("X-API-Key", "s3cret", "X-Client", "timer-bench"));
        assertThat(dialect.headers(Optional.empty())).isEqualTo(Map.of("X-Client", "timer-bench"));
    }

    @Test
    void callbacksSpellTheirInstantInMilliseconds() {
        CallbackFields callback = dialect.callback();
        assertThat(callback.places())
                .extracting(Place::text)
                .containsExactly("timer_id", "group_id", "execute_at", "attempt_no");
        assertThat(callback.executeAt().orElseThrow().in()).isEqualTo(CallbackFields.TimeIn.MILLIS);
        assertThat(callback.payload())
                .contains(new CallbackFields.Payload(new Place.Field("payload"), CallbackFields.PayloadIn.JSON));
        assertThat(callback.isReference()).isFalse();
    }

    @Test
    void statusesOfWrongRequestsAreReadAndTheOthersOmitted() {
        assertThat(dialect.overloaded()).containsExactlyInAnyOrder(429, 503);
        assertThat(dialect.wrong())
                .containsEntry(Wrong.MISSING_FIELD, Set.of(400, 422))
                .doesNotContainKeys(Wrong.LONG_ID, Wrong.UNSUPPORTED_TYPE);
    }
}
