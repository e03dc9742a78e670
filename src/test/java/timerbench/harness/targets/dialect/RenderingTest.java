package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that the templates of a call render. */
class RenderingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Value, Object> values = new HashMap<>(Map.of(
            Value.GROUP_ID, "g",
            Value.TIMER_ID, "t",
            Value.EXECUTE_AT, Instant.parse("2030-01-01T00:00:01.234Z"),
            Value.CALLBACK_URL, "http://h/cb"));

    @TempDir
    private Path folder;

    private Call create(String lines) throws IOException {
        return Dialects.creating(folder, lines).call(Operation.CREATE);
    }

    private String path(String lines) throws IOException {
        return create(lines).path(values::get);
    }

    private String list(String lines) throws IOException {
        String text = Dialects.LEAST + "list { method = GET, path = \"/timers\", done.status = [200]\n" + lines + "\n}";
        return Dialect.load(Dialects.written(folder, text).toString())
                .call(Operation.LIST)
                .path(values::get);
    }

    private String body(String lines) throws IOException {
        return create("body {\n" + lines + "\n}").body(values::get);
    }

    private JsonNode read(String lines) throws IOException {
        return JSON.readTree(body(lines));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain-id_1.2 | plain-id_1.2
            a/b          | a%2Fb
            'a b'        | a%20b
            100%         | 100%25
            ä€😀         | %C3%A4%E2%82%AC%F0%9F%98%80
            a+b?c#d&e=f  | a%2Bb%3Fc%23d%26e%3Df
            ../x         | ..%2Fx
            %2e          | %252e
            ...          | ...
            """)
    void aValueInAPathIsPercentEncoded(String id, String encoded) throws IOException {
        values.put(Value.TIMER_ID, id);
        assertThat(path("path = \"/a b/{timerId}/x\"")).isEqualTo("/a b/" + encoded + "/x");
    }

    @Test
    void aPathWithAnUnknownValueIsRefused() throws IOException {
        values.remove(Value.TIMER_ID);
        assertThatThrownBy(() -> path("path = \"/timers/{timerId}\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown values in the path: timerId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void aValueByWhichAPathWouldLoseASegmentIsRefused(String id) throws IOException {
        values.put(Value.TIMER_ID, id);
        assertThatThrownBy(() -> path("path = \"/timers/{timerId}\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + id + "\" cannot be put into a path: a segment would be lost");
        assertThat(path("path = \"/timers\", query { id = \"{timerId}\" }")).isEqualTo("/timers?id=" + id);
    }

    @Test
    void aParameterWithAnUnknownValueIsOmitted() throws IOException {
        String query = "query { at = \"{callbackTimeout}\", n = \"{maxAttempts}\", c = \"{payload}\" }";
        assertThat(path(query)).isEqualTo("/timers/t");
        values.put(Value.PAYLOAD, "a=&b");
        assertThat(path(query)).isEqualTo("/timers/t?c=a%3D%26b");
        values.put(Value.MAX_ATTEMPTS, 50);
        assertThat(path(query)).isIn("/timers/t?c=a%3D%26b&n=50", "/timers/t?n=50&c=a%3D%26b");
    }

    @Test
    void aParameterMayBePlainTextAndItsNameIsEncoded() throws IOException {
        assertThat(path("query { \"a b\" = \"x-{groupId}\" }")).isEqualTo("/timers/t?a%20b=x-g");
    }

    @Test
    void aTextThatIsOneValueBecomesThatValue() throws IOException {
        values.put(Value.MAX_ATTEMPTS, 3);
        values.put(Value.BACKOFF_MULTIPLIER, 1.5);
        values.put(Value.PAYLOAD, "{\"x\":[1,\"é\"]}");
        assertThat(body("a = \"{maxAttempts}\", b = \"{backoffMultiplier}\", c = \"{payload}\", d = \"{timerId}\""))
                .isEqualTo("{\"a\":3,\"b\":1.5,\"c\":{\"x\":[1,\"é\"]},\"d\":\"t\"}");
    }

    @Test
    void everyFormOfAValueIsToBeHad() throws IOException {
        values.put(Value.MAX_ATTEMPTS, 3);
        values.put(Value.CALLBACK_TIMEOUT, Duration.ofMillis(1_500));
        values.put(Value.INITIAL_INTERVAL, Duration.ofSeconds(2));
        values.put(Value.DUE_BEFORE, Instant.parse("2030-01-01T00:00:02Z"));
        assertThat(body("a = \"{executeAt}\", b = \"{executeAtMillis}\", c = \"{executeAtSeconds}\""))
                .isEqualTo("{\"a\":\"2030-01-01T00:00:01.234Z\",\"b\":1893456001234,\"c\":1893456001}");
        assertThat(body("a = \"{callbackTimeout}\", b = \"{callbackTimeoutSeconds}\""))
                .as("rounded up: 0 s would be no time-out")
                .isEqualTo("{\"a\":\"1500ms\",\"b\":2}");
        assertThat(body("a = \"{initialInterval}\", b = \"{initialIntervalSeconds}\", c = \"{maxRetries}\""))
                .isEqualTo("{\"a\":\"2s\",\"b\":2,\"c\":2}");
        assertThat(list("query.a = \"{dueBefore}/{dueBeforeMillis}\""))
                .isEqualTo("/timers?a=2030-01-01T00%3A00%3A02Z%2F1893456002000");
    }

    @Test
    void aValueThatIsATextAlreadyIsTakenAsItIs() throws IOException {
        values.put(Value.EXECUTE_AT, "not a date");
        assertThat(body("a = \"{executeAt}\", b = \"{executeAtMillis}\""))
                .isEqualTo("{\"a\":\"not a date\",\"b\":\"not a date\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"say \"hi\"", "C:\\temp\\", "a\nb\tc\u0000\u001f", "ä€😀\u2028", "}\",\"x\":{\""})
    void aTextIsEscapedAsJsonAloneAndInTheMidstOfOthers(String id) throws IOException {
        values.put(Value.TIMER_ID, id);
        JsonNode read = read("a = \"{timerId}\", b = \"<{timerId}>\", c { d = \"{groupId}/{timerId}\" }");
        assertThat(read.path("a").textValue()).isEqualTo(id);
        assertThat(read.path("b").textValue()).isEqualTo("<" + id + ">");
        assertThat(read.at("/c/d").textValue()).isEqualTo("g/" + id);
        assertThat(read).hasSize(3);
    }

    @Test
    void textsOfTheFileItselfAreEscapedAsWell() throws IOException {
        JsonNode read = read("a = \"say \\\"hi\\\"\", b = \"C:\\\\{groupId}\\n\", \"a \\\"name\\\"\" = 1");
        assertThat(read.path("a").textValue()).isEqualTo("say \"hi\"");
        assertThat(read.path("b").textValue()).isEqualTo("C:\\g\n");
        assertThat(read.path("a \"name\"").intValue()).isEqualTo(1);
    }

    @Test
    void aPayloadWithinATextIsATextOfIt() throws IOException {
        values.put(Value.PAYLOAD, "{\"x\":1}");
        assertThat(read("a = \"p={payload}\"").path("a").textValue()).isEqualTo("p={\"x\":1}");
    }

    @Test
    void aMixedTextIsPutTogether() throws IOException {
        assertThat(body("url = \"{callbackUrl}?g={groupId}&t={timerId}\""))
                .isEqualTo("{\"url\":\"http://h/cb?g=g&t=t\"}");
    }

    @Test
    void aFieldWithAnUnknownValueIsLeftOutAndSoIsAnObjectOfWhichNothingIsLeft() throws IOException {
        String lines =
                "a = \"{payload}\", b = \"x{payload}\", c { d = \"{maxAttempts}\", e { f = \"{callbackTimeout}\" } }, z = \"{groupId}\"";
        assertThat(body(lines)).isEqualTo("{\"z\":\"g\"}");
        values.put(Value.CALLBACK_TIMEOUT, "c");
        assertThat(body(lines)).isEqualTo("{\"c\":{\"e\":{\"f\":\"c\"}},\"z\":\"g\"}");
    }

    @Test
    void aBodyOfWhichNothingIsKnownIsAnEmptyObject() throws IOException {
        assertThat(body("a = \"{payload}\", b { c = \"{maxAttempts}\" }")).isEqualTo("{}");
    }

    @Test
    void literalsAreKept() throws IOException {
        assertThat(read("n = 1, d = 2.5, t = true, f = false, none = null, a = [1, \"x\", {y = 2}], empty = \"\""))
                .isEqualTo(tree("{'n':1,'d':2.5,'t':true,'f':false,'none':null,'a':[1,'x',{'y':2}],'empty':''}"));
    }

    private static JsonNode tree(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void bracesThatDoNotCloseAreText() throws IOException {
        assertThat(body("a = \"{groupId\", b = \"groupId}\"")).isEqualTo("{\"a\":\"{groupId\",\"b\":\"groupId}\"}");
    }

    @Test
    void aCallKnowsTheValuesThatItNames() throws IOException {
        Call call = create("query.c = \"{payload}\", body { a { b = \"x{groupId}\" } }");
        assertThat(Value.values())
                .filteredOn(call::names)
                .as("each in any form")
                .containsExactlyInAnyOrder(
                        Value.TIMER_ID, Value.PAYLOAD, Value.PAYLOAD_TEXT, Value.PAYLOAD_BASE64, Value.GROUP_ID);
    }

    @Test
    void templatesInAListAreFilledInAndUnknownValuesOmitted() throws IOException {
        assertThat(read("tags = [\"{groupId}\", \"{payload}\", fixed, {id = \"{timerId}\"}, \"{maxAttempts}\"]"))
                .isEqualTo(tree("{'tags':['g','fixed',{'id':'t'}]}"));
    }

    /** Values at half a second past the request. */
    private Value.Source at(String now) {
        return new Value.Source() {
            @Override
            public Object get(Value value) {
                return values.get(value);
            }

            @Override
            public Instant now() {
                return Instant.parse(now);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "2029-12-31T23:59:11.234Z, 50s, PT50S, 50000, 50",
        "2029-12-31T23:59:59.734Z, 1500ms, PT1.5S, 1500, 2",
        "2029-12-31T23:59:59.733900Z, 1501ms, PT1.501S, 1501, 2",
        "2030-01-01T00:00:02Z, 0s, PT0S, 0, 0",
    })
    void aDelayCountsFromTheRequestAndIsNeverTooShort(String now, String text, String iso, long millis, long seconds)
            throws IOException {
        String body = create(
                        "body { a = \"{delay}\", b = \"{delayIso}\", c = \"{delayMillis}\", d = \"{delaySeconds}\" }")
                .body(at(now));
        assertThat(JSON.readTree(body))
                .isEqualTo(tree("{'a':'" + text + "','b':'" + iso + "','c':" + millis + ",'d':" + seconds + "}"));
    }

    @Test
    void anInstantMayHaveAnyPattern() throws IOException {
        assertThat(
                        body(
                                "a = \"at({executeAt:yyyy-MM-dd'T'HH:mm:ss})\", b = \"{executeAt:dd.MM.uuuu HH:mm:ss.SSS xxx}\""))
                .isEqualTo("{\"a\":\"at(2030-01-01T00:00:01)\",\"b\":\"01.01.2030 00:00:01.234 +00:00\"}");
        values.put(Value.EXECUTE_AT, "not a date");
        assertThat(body("a = \"at({executeAt:yyyy})\"")).isEqualTo("{\"a\":\"at(not a date)\"}");
    }

    @Test
    void anIdMayBeSentAsANumber() throws IOException {
        values.put(Value.TIMER_ID, "12345678901234567890");
        assertThat(body("a = \"{timerId:number}\", b = \"{timerId}\""))
                .isEqualTo("{\"a\":12345678901234567890,\"b\":\"12345678901234567890\"}");
        values.put(Value.TIMER_ID, "x-1");
        assertThat(body("a = \"{timerId:number}\"")).isEqualTo("{\"a\":\"x-1\"}");
    }

    @Test
    void aTextMayHoldJsonWithAReferenceAndAPayload() throws IOException {
        values.put(Value.REFERENCE, "r-1");
        values.put(Value.PAYLOAD, "{\"x\":\"é\\n\"}");
        JsonNode body = read("text = \"{{\\\"ref\\\":\\\"{reference}\\\",\\\"payload\\\":{payload}}}\""
                + ", plain = \"{payloadText}\", base64 = \"{payloadBase64}\"");
        assertThat(JSON.readTree(body.path("text").textValue()))
                .isEqualTo(tree("{'ref':'r-1','payload':{'x':'é\\n'}}"));
        assertThat(JSON.readTree(body.path("plain").textValue())).isEqualTo(tree("{'x':'é\\n'}"));
        assertThat(JSON.readTree(body.path("base64").binaryValue())).isEqualTo(tree("{'x':'é\\n'}"));
    }

    @Test
    void doubleBracesAreLiteralOnes() throws IOException {
        assertThat(path("query { a = \"{{{timerId}}}\", b = \"{{timerId}}\" }").split("[?&]"))
                .containsExactlyInAnyOrder("/timers/t", "a=%7Bt%7D", "b=%7BtimerId%7D");
    }

    @Test
    void theBodyMayBeThePayloadOrAList() throws IOException {
        values.put(Value.PAYLOAD, "{\"x\":1}");
        assertThat(create("body = \"{payload}\"").body(values::get)).isEqualTo("{\"x\":1}");
        assertThat(create("body = [{ id = \"{timerId}\" }]").body(values::get)).isEqualTo("[{\"id\":\"t\"}]");
    }

    @Test
    void aFormIsEncodedAndLacksWhatIsNotKnown() throws IOException {
        Call call =
                create("form { url = \"{callbackUrl}?ref={timerId}\", payload = \"{payload}\", \"a b\" = \"c&d\" }");
        assertThat(call.contentType()).contains("application/x-www-form-urlencoded");
        assertThat(call.body(values::get).split("&"))
                .containsExactlyInAnyOrder("url=http%3A%2F%2Fh%2Fcb%3Fref%3Dt", "a%20b=c%26d");
    }

    @Test
    void aUrlInAPathIsEncodedWhole() throws IOException {
        values.put(Value.CALLBACK_URL, "http://h:1/cb/ok?a=b");
        assertThat(path("path = \"/queues/{callbackUrl}/{timerId}\""))
                .isEqualTo("/queues/http%3A%2F%2Fh%3A1%2Fcb%2Fok%3Fa%3Db/t");
    }

    @Test
    void anOperationMayHaveHeadersOfItsOwn() throws IOException {
        Call call = create("headers { Idempotency-Key = \"{timerId}\", X-API-Key = \"key {token}\", X-A = \"b\" }");
        assertThat(call.headers(values::get)).isEqualTo(Map.of("Idempotency-Key", "t", "X-A", "b"));
        assertThat(call.headerNames(values::get)).containsExactlyInAnyOrder("Idempotency-Key", "X-A");
        values.put(Value.TOKEN, "s3cret");
        assertThat(call.headers(values::get)).containsEntry("X-API-Key", "key s3cret");
        assertThat(path("query { key = \"{token}\" }")).isEqualTo("/timers/t?key=s3cret");
    }
}
