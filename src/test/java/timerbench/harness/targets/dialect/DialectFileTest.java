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
            "groupId, timerId, reference, executeAt, executeAtMillis, executeAtSeconds, delay, delayIso,"
                    + " delayMillis, delaySeconds, callbackUrl, payload, payloadText, payloadBase64, callbackTimeout, callbackTimeoutSeconds, maxAttempts, maxRetries, initialInterval,"
                    + " initialIntervalSeconds, backoffMultiplier, dueBefore, dueBeforeMillis, limit, cursor, offset, page, token";

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
                "FILE: line 7: creat: unknown key; wanted one of"
                        + " callback, create, delete, headers, list, overloaded, read, ready, service, update, wrong;"
                        + " did you mean create?");
        assertRefused(
                Dialects.LEAST + "create.verb = POST",
                "FILE: line 7: create.verb: unknown key; wanted one of"
                        + " body, done, first, form, headers, method, missing, nextCursor, path, query, timerId, timers");
        assertRefused(
                Dialects.LEAST + "create.done.code = 0",
                "FILE: line 7: create.done.code: unknown key; wanted one of fields, status");
        assertRefused(
                Dialects.LEAST + "callback.tries = n",
                "FILE: line 7: callback.tries: unknown key; wanted one of"
                        + " answers, attempt, body, executeAt, executeAtMillis, executeAtSeconds, groupId, payload, payloadIn,"
                        + " reference, timerId");
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
        assertRefused(Dialects.LEAST + line, "FILE: line 7: " + message + "; wanted one of " + ALL_VALUES);
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
            create.timerId = "$.id" | create.timerId: got "$.id", wanted the path of a field, such as data.id,\
             or a header, such as @Location
            create.body = "{timerId}" | create.body: wanted a block of fields, a list, or {payload}
            create.body.key = "{token}" | create.body: names {token}, which is not known there
            create.query.key = "{cursor}" | line 1: create: names {cursor}, which is not known there
            create.path = "/timers/{timerId}/{payload}" | create.path: names {payload}, which is not known there
            headers.X-Group = "{groupId}" | headers.X-Group: names {groupId}, which is not known there
            wrong.longId = [400], create.path = "/timers", create.timerId = id | wrong.longId: create sends nothing that could be wrong in this way
            wrong.badDate = [400] | wrong.badDate: create sends nothing that could be wrong in this way
            create.path = "/timers" | line 1: create: sends neither {timerId} nor {reference}, and names no field of the\
             answer with the id (timerId)
            create = null         | create: missing; without it there is nothing to load
            overloaded = [5]      | overloaded: status: got 5, wanted 100 to 599
            wrong.tooOften = [429] | wrong.tooOften: unknown; there are malformedJson, missingField, badDate, oversizeBody,\
             noToken, wrongToken, unsupportedMethod, unsupportedType, longId
            wrong.noToken = [4]   | wrong.noToken: status: got 4, wanted 100 to 599
            callback = { reference = "?ref" } | line 6: callback: has reference, which says alone which timer it is, and timerId or groupId
            callback.executeAtMillis = ms | line 6: callback: wanted one of executeAt, executeAtMillis, executeAtSeconds, got 2
            callback.timerId = null | callback.timerId: got null, wanted the path of a field, such as data.id,\
             ?name for a parameter of the URL, @Name for a header, or /1 for a segment after the URL's path
            callback.attempt = "a..b" | callback.attempt: got a..b, wanted the path of a field, such as data.id,\
             ?name for a parameter of the URL, @Name for a header, or /1 for a segment after the URL's path
            callback.payload = data | callback.payload: create sends no {payload} that a callback could bring back
            callback.payload = "?p" | callback.payload: got "?p", wanted the path of a field, such as data.id,\
             or . for the whole body
            callback { timerId = null, groupId = null, reference = ref } | callback.reference: create sends no {reference}\
             that a callback could bring back
            callback.answers.failure.status = 42 | callback.answers.failure: status: got 42, wanted 100 to 599
            callback.answers.success.body.at = "{executeAt}" | callback.answers.success.body: names {executeAt},\
             which is not known there
            callback.answers.again.body.at = "{timerId}" | callback.answers.again.body: names {timerId},\
             which is not known there
            create { body.a = 1, form.b = c } | line 1: create: has both body and form; a request has one of them
            create.headers.X-API-Key = abc | create.headers.X-API-Key: holds a secret; write {token} instead, which comes\
             from the environment variable API_TOKEN
            create.query.at = "{executeAt:bb}" | create.query.at: "{executeAt:bb}": bb is no pattern of a date:\
             Unknown pattern letter: b
            create.query.at = "{limit:number}" | create.query.at: "{limit:number}" names {limit:number}; only executeAt and\
             dueBefore have a form, a pattern such as yyyy-MM-dd HH:mm:ss, and timerId has one, number
            service.attempts = 0 | service: attempts: wanted at least 1, got 0
            service.resolution = 0s | service: resolution: wanted whole milliseconds, at least 1, got PT0S
            list { method = GET, path = "/t", query.p = "{page}", done.status = [200] } | list.timers: missing; the last page\
             is known by how many timers it has
            list { method = GET, path = "/t", query.p = "{page}", done.status = [200], timers = t, nextCursor = n } |\
             list.nextCursor: is not needed, because {page} is counted
            list { method = GET, path = "/t", query.p = "{offset}", done.status = [200], timers = t, first = a } |\
             list.first: got "a", wanted a whole number
            """)
    void errorsAreReportedWithTheirPlace(String line, String message) throws IOException {
        // Most lines are at fault themselves; a message about a whole block names the line where that begins.
        assertRefused(Dialects.LEAST + line, "FILE: " + (message.startsWith("line ") ? "" : "line 7: ") + message);
    }

    @ParameterizedTest
    @CsvSource({"read", "update", "delete"})
    void anOperationOnATimerMustSayWhichTimer(String operation) throws IOException {
        assertRefused(
                Dialects.LEAST + operation + " { method = POST, path = \"/{groupId}\", done.status = [200] }",
                "FILE: line 7: " + operation + ": does not say which timer: wanted {timerId} in its path or body");
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
                .hasMessage("timerbench.dialect: got \"gruops\", wanted one of groups, durable-timer,"
                        + " fireworq, flask-apscheduler, kala, ministack, nsq, quirrel or the path of a dialect's file"
                        + "; did you mean groups?");
    }

    @Test
    void aSyntaxErrorIsReportedWithItsLine() throws IOException {
        Path file = Dialects.written(folder, "ready = \"/ok\"\ncreate {\n  method = [\n}\n");
        assertThatThrownBy(() -> Dialect.load(file.toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(file + ": line 4: ");
    }

    @Test
    void aValueOfAnotherTypeIsReportedWithItsPlace() throws IOException {
        assertRefused(
                Dialects.LEAST + "overloaded = [busy]",
                "FILE: line 7: overloaded[0]: got \"busy\", wanted a whole number");
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
        assertThat(callback.groupId()).contains(new Place.Parameter("g"));
        assertThat(callback.id()).isEqualTo(new Place.Field("data.timer-id"));
        assertThat(callback.attempt()).contains(new Place.Parameter("n"));
    }
}
