package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.settings.SettingsException;

/** The messages about wrong dialect files. */
class DialectFileTest {
    private static final String ALL_VALUES =
            "groupId, timerId, executeAt, executeAtMillis, executeAtSeconds, callbackUrl,"
                    + " payload, callbackTimeout, callbackTimeoutSeconds, maxAttempts, maxRetries, initialInterval,"
                    + " initialIntervalSeconds, backoffMultiplier, dueBefore, dueBeforeMillis, limit, cursor, token";

    @TempDir
    private Path folder;

    private void assertRefused(String text, String message) throws IOException {
        Path file = Dialects.written(folder, text);
        assertThatThrownBy(() -> Dialect.load(file.toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message.replace("FILE", file.toString()));
    }

    @Test
    void theRequiredKeysAreEnough() throws IOException {
        assertThat(Dialects.creating(folder, "").has(Operation.CREATE)).isTrue();
    }

    @Test
    void anUnknownKeyIsReportedWithTheKnownKeys() throws IOException {
        assertRefused(
                Dialects.LEAST + "creat {}",
                "FILE: creat: unknown key; wanted one of"
                        + " callback, create, delete, headers, list, overloaded, read, ready, update, wrong");
        assertRefused(
                Dialects.LEAST + "create.verb = POST",
                "FILE: create.verb: unknown key; wanted one of"
                        + " body, done, method, missing, nextCursor, path, query, timerId, timers");
        assertRefused(
                Dialects.LEAST + "create.done.code = 0",
                "FILE: create.done.code: unknown key; wanted one of fields, status");
        assertRefused(
                Dialects.LEAST + "callback.tries = n",
                "FILE: callback.tries: unknown key; wanted one of"
                        + " attempt, executeAt, executeAtMillis, executeAtSeconds, groupId, payload, timerId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create.path = "/{timer}"        | create.path: "/{timer}" names {timer}
            create.query.g = "{group}"      | create.query.g: "{group}" names {group}
            create.body.a.b = "x{payLoad}"  | create.body: "x{payLoad}" names {payLoad}
            create.body.a = "{}"            | create.body: "{}" names {}
            headers.X-Key = "k {Token}"     | headers.X-Key: "k {Token}" names {Token}
            """)
    void anUnknownValueIsReportedWithItsPlaceAndTheKnownValues(String line, String message) throws IOException {
        assertRefused(Dialects.LEAST + line, "dialect FILE: " + message + "; wanted one of " + ALL_VALUES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create.method = FETCH | create.method: got FETCH, wanted one of [DELETE, GET, PATCH, POST, PUT]
            create.method = post  | create.method: got post, wanted one of [DELETE, GET, PATCH, POST, PUT]
            create.method = null  | create.method: got null, wanted one of [DELETE, GET, PATCH, POST, PUT]
            create.path = "{timerId}" | create.path: got "{timerId}", wanted a path that starts with /
            create.path = null    | create.path: missing
            ready = health        | ready: got "health", wanted a path that starts with /
            create.done = null    | create.done: missing; wanted the status of success
            create.done.status = [] | create.done: status: wanted at least one
            create.done.status = null | create.done: status: wanted at least one
            create.done.status = [200, 42] | create.done: status: got 42, wanted 100 to 599
            create.missing { status = [600] } | create.missing: status: got 600, wanted 100 to 599
            create.done.fields { "a b" = 1 } | create.done.fields: got "a b", wanted the path of a field, such as data.id
            create.timerId = "$.id" | create.timerId: got "$.id", wanted the path of a field, such as data.id
            create.body = "{payload}" | create.body: wanted an object of fields
            create.body.key = "{token}" | create: names {token}, which is not known there
            create.query.key = "{token}" | create: names {token}, which is not known there
            create.query.key = "{cursor}" | create: names {cursor}, which is not known there
            create.path = "/timers/{timerId}/{payload}" | create.path: names {payload}, which is not known there
            headers.X-Group = "{groupId}" | headers.X-Group: names {groupId}, which is not known there
            wrong.longId = [400], create.path = "/timers", create.timerId = id | wrong.longId: create sends nothing that could be wrong in this way
            wrong.badDate = [400] | wrong.badDate: create sends nothing that could be wrong in this way
            create.path = "/timers" | create: neither sends {timerId} nor names, as timerId, the field of the answer that contains it
            create = null         | create: missing; without it there is nothing to load
            overloaded = [5]      | overloaded: status: got 5, wanted 100 to 599
            wrong.tooOften = [429] | wrong.tooOften: unknown; there are malformedJson, missingField, badDate, oversizeBody,\
             noToken, wrongToken, unsupportedMethod, unsupportedType, longId
            wrong.noToken = [4]   | wrong.noToken: status: got 4, wanted 100 to 599
            callback = null       | callback: missing; wanted the fields of a callback's body
            callback.executeAt = null | callback: wanted one of executeAt, executeAtMillis, executeAtSeconds, got 0
            callback.executeAtMillis = ms | callback: wanted one of executeAt, executeAtMillis, executeAtSeconds, got 2
            callback.groupId = null | callback.groupId: got null, wanted the path of a field, such as data.id,\
             or ?name for a parameter of the URL
            callback.attempt = "a..b" | callback.attempt: got a..b, wanted the path of a field, such as data.id,\
             or ?name for a parameter of the URL
            callback.payload = data | callback.payload: create sends no {payload} that a callback could hand back
            callback.payload = "?p" | callback.payload: got "?p", wanted the path of a field, such as data.id
            """)
    void errorsAreReportedWithTheirPlace(String line, String message) throws IOException {
        assertRefused(Dialects.LEAST + line, "dialect FILE: " + message);
    }

    @ParameterizedTest
    @CsvSource({"read", "update", "delete"})
    void anOperationOnATimerMustSayWhichTimer(String operation) throws IOException {
        assertRefused(
                Dialects.LEAST + operation + " { method = POST, path = \"/{groupId}\", done.status = [200] }",
                "dialect FILE: " + operation + ": does not say which timer: wanted {timerId} in its path or body");
    }

    @Test
    void aListNeedNotSayWhichTimer() throws IOException {
        Path file = Dialects.written(
                folder, Dialects.LEAST + "list { method = GET, path = \"/{groupId}\", done.status = [200] }");
        assertThat(Dialect.load(file.toString()).has(Operation.LIST)).isTrue();
    }

    @Test
    void anUnknownNameThatIsNotAFileIsReportedWithTheKnownNames() {
        assertThatThrownBy(() -> Dialect.load("gruops"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("timerbench.dialect: got \"gruops\", wanted one of groups, durable-timer"
                        + " or the path of a dialect's file");
    }

    @Test
    void aSyntaxErrorIsReportedWithItsLine() throws IOException {
        Path file = Dialects.written(folder, "ready = \"/ok\"\ncreate {\n  method = [\n}\n");
        assertThatThrownBy(() -> Dialect.load(file.toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(file + ": 4: ");
    }

    @Test
    void aValueOfAnotherTypeIsReportedWithItsPlace() throws IOException {
        assertRefused(
                Dialects.LEAST + "overloaded = [busy]", "FILE: overloaded[0]: got \"busy\", wanted a whole number");
    }

    @Test
    void fieldsOfAnswersAreTextsByTheirPathsInEverySpelling() throws IOException {
        Call.AnswerPattern done = Dialects.creating(
                        folder,
                        "done { status = [200, 201], fields { code = 0, data.ok = true, \"data.state\" = new } }")
                .call(Operation.CREATE)
                .answers()
                .done();
        assertThat(done)
                .isEqualTo(new Call.AnswerPattern(
                        Set.of(200, 201), Map.of("code", "0", "data.ok", "true", "data.state", "new")));
    }

    @Test
    void aCallbackMayBeIdentifiedByTheUrl() throws IOException {
        Path file = Dialects.written(
                folder, Dialects.LEAST + "callback { groupId = \"?g\", timerId = data.timer-id, attempt = \"?n\" }");
        CallbackFields callback = Dialect.load(file.toString()).callback();
        assertThat(callback.groupId()).isEqualTo("?g");
        assertThat(callback.timerId()).isEqualTo("data.timer-id");
        assertThat(callback.attempt()).contains("?n");
    }
}
