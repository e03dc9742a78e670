package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.targets.dialect.CallbackFields;
import timerbench.harness.targets.dialect.CallbackFields.BodyForm;
import timerbench.harness.targets.dialect.CallbackFields.DueInstant;
import timerbench.harness.targets.dialect.CallbackFields.Payload;
import timerbench.harness.targets.dialect.CallbackFields.PayloadIn;
import timerbench.harness.targets.dialect.CallbackFields.TimeIn;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Place;

class CallbackReaderTest {
    private static final Instant AT = Instant.parse("2030-01-01T00:00:01.234Z");

    private static CallbackReader reader(String g, String t, String at, TimeIn in, String n, String payload) {
        return new CallbackReader(fields(t, false, g, at, in, n, payload, PayloadIn.JSON, BodyForm.JSON));
    }

    private static CallbackFields fields(
            String id,
            boolean isReference,
            String group,
            String at,
            TimeIn in,
            String attempt,
            String payload,
            PayloadIn payloadIn,
            BodyForm body) {
        return new CallbackFields(
                Place.of(id).orElseThrow(),
                isReference,
                Place.of(group),
                Place.of(at).map(place -> new DueInstant(place, in)),
                Place.of(attempt),
                payload.isEmpty() ? Optional.empty() : Optional.of(new Payload(new Place.Field(payload), payloadIn)),
                body,
                Dialect.load("groups").callback().answers());
    }

    private static CallbackReader plain(TimeIn timeIn) {
        return reader("g", "t", "at", timeIn, "n", "");
    }

    private static CallbackReader counting() {
        return reader("g", "t", "at", TimeIn.MILLIS, "", "");
    }

    private static Receiver.Callback read(CallbackReader reader, String body) {
        return reader.read(Asked.of(body.replace('\'', '"')));
    }

    @Test
    void fieldsMayLieDeepAmongOthersInAnyOrder() {
        CallbackReader reader = reader("meta.group", "meta.timer.id", "data.at", TimeIn.TEXT, "tries", "");
        String body = "{'tries':2,'payload':{'meta':{'group':'no'},'tries':9,'a':[{'tries':8}]},'id':'no',"
                + "'meta':{'x':[1,{'group':'no'}],'timer':{'name':'no','id':'t1'},'group':'gé'},"
                + "'data':{'at':'2030-01-01T01:00:01.234+01:00'}}";
        assertThat(read(reader, body)).isEqualTo(new Receiver.Callback("gé", "t1", AT, 2));
    }

    private static CallbackReader withPayload(String place) {
        return reader("g", "t", "at", TimeIn.MILLIS, "n", place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            p      | {'p':{'a':[1,{'g':'no'}]},'g':'g','t':'t','at':1,'n':1}        | {"a":[1,{"g":"no"}]}
            d.x.p  | {'g':'g','t':'t','d':{'p':1,'x':{'q':2,'p':{}}},'at':1,'n':1}  | {}
            p      | {'g':'g','t':'t','at':1,'n':1,'p':null}                        | null
            p      | {'g':'g','t':'t','at':1,'n':1,'p':'text'}                      | "text"
            """)
    void aPayloadIsFoundAtThePlaceInTheDialect(String place, String body, String payload) {
        Receiver.Callback callback = read(withPayload(place), body);
        assertThat(callback.payload()).isEqualTo(PayloadHash.of(payload));
        assertThat(callback.timerId()).isEqualTo("t");
        assertThat(callback.numbered()).isTrue();
    }

    @Test
    void anAbsentPayloadIsMissing() {
        assertThat(read(withPayload("p"), "{'g':'g','t':'t','at':1,'n':1,'q':{}}")
                        .payload())
                .isEqualTo(PayloadHash.MISSING);
        assertThat(read(withPayload("d.p"), "{'g':'g','t':'t','at':1,'n':1,'d':{'q':1}}")
                        .payload())
                .isEqualTo(PayloadHash.MISSING);
    }

    @Test
    void aPayloadWithoutAPlaceInTheDialectIsUnknown() {
        Receiver.Callback callback = read(counting(), "{'g':'g','t':'t','at':1,'p':{}}");
        assertThat(callback.payload()).isEqualTo(PayloadHash.UNKNOWN);
        assertThat(callback.numbered()).isFalse();
    }

    @Test
    void aFieldWhosePathHoldsADotItselfIsFoundByIt() {
        CallbackReader reader = reader("a.b", "t", "at", TimeIn.MILLIS, "", "");
        assertThat(read(reader, "{'a.b':'g','t':'t','at':1}").groupId()).isEqualTo("g");
    }

    @Test
    void parametersOfTheUrlAreTakenFromThereAndNotFromTheBody() {
        CallbackReader reader = reader("?g", "?t", "?at", TimeIn.SECONDS, "?n", "");
        Map<String, String> parameters = Map.of("g", "my group", "t", "t1", "at", "1893456001", "n", "3");
        String body = "{\"g\":\"no\",\"t\":\"no\",\"?t\":\"no\"}";
        assertThat(reader.read(new Asked(body, parameters, Map.of(), List.of())))
                .isEqualTo(new Receiver.Callback("my group", "t1", Instant.parse("2030-01-01T00:00:01Z"), 3));
    }

    @Test
    void aParameterThatTheUrlLacksIsMissing() {
        CallbackReader reader = reader("?g", "t", "at", TimeIn.MILLIS, "", "");
        assertThatThrownBy(() -> read(reader, "{'g':'g','t':'t','at':1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("?g: missing");
    }

    private static CallbackReader ofReference(String place) {
        return new CallbackReader(fields(place, true, "", "", TimeIn.TEXT, "", "", PayloadIn.JSON, BodyForm.JSON));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            @X-Reference       | X-Reference | r-1
            @X-Meta.job.ref    | X-Meta      | {"id":"no","job":{"ref":"r-1","n":2}}
            """)
    void aReferenceMayBeInAHeaderOrInTheJsonOfOne(String place, String header, String value) {
        Asked asked = new Asked("", Map.of(), Map.of(header, value), List.of());
        assertThat(ofReference(place).read(asked))
                .isEqualTo(new Receiver.Callback("", "r-1", Optional.empty(), 1, false, PayloadHash.UNKNOWN));
    }

    @Test
    void aReferenceMayBeASegmentAndThenTheBodyIsNotRead() {
        Asked asked = new Asked("no JSON", Map.of(), Map.of(), List.of("jobs", "r-1"));
        assertThat(ofReference("/2").read(asked).timerId()).isEqualTo("r-1");
        assertThatThrownBy(() -> ofReference("/3").read(asked)).hasMessage("/3: missing");
        assertThatThrownBy(() -> ofReference("@X-Meta.ref")
                        .read(new Asked("", Map.of(), Map.of("X-Meta", "no JSON"), List.of())))
                .hasMessage("not JSON");
        assertThatThrownBy(() -> ofReference("@X-Meta.ref").read(asked)).hasMessage("@X-Meta.ref: missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            .    | JSON   | JSON   | {'r':'r-1','a':[1]}                  | {"a":[1],"r":"r-1"}
            .    | JSON   | BASE64 | eyJyIjoici0xIiwiYSI6WzFdfQ==         | {"a":[1],"r":"r-1"}
            data | TEXT   | JSON   | {'r':'r-1','data':`{\\'a\\':1.0}`}    | {"a":1}
            data | BASE64 | JSON   | {'r':'r-1','data':'eyJhIjoxfQ=='}    | {"a":1}
            data | TEXT   | FORM   | data=%7B%22a%22%3A1%7D&r=r-1&s=a+b   | {"a":1}
            data | BASE64 | FORM   | r=r-1&data=eyJhIjoxfQ%3D%3D          | {"a":1}
            """)
    void aPayloadIsReadInEveryForm(String place, PayloadIn in, BodyForm form, String body, String payload) {
        CallbackReader reader = new CallbackReader(fields("r", true, "", "", TimeIn.TEXT, "", place, in, form));
        Receiver.Callback callback = read(reader, body.replace("`", "'"));
        assertThat(callback.timerId()).isEqualTo("r-1");
        assertThat(callback.payload()).isEqualTo(PayloadHash.of(payload));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TEXT   | {'r':'r-1','data':'no JSON'}
            TEXT   | {'r':'r-1','data':''}
            BASE64 | {'r':'r-1','data':'{}'}
            JSON   | {'r':'r-1'}
            """)
    void aPayloadThatCannotBeReadIsMissing(PayloadIn in, String body) {
        CallbackReader reader =
                new CallbackReader(fields("r", true, "", "", TimeIn.TEXT, "", "data", in, BodyForm.JSON));
        assertThat(read(reader, body).payload()).isEqualTo(PayloadHash.MISSING);
    }

    @Test
    void aBodyThatIsNoBase64IsReported() {
        CallbackReader reader =
                new CallbackReader(fields("r", true, "", "", TimeIn.TEXT, "", "", PayloadIn.JSON, BodyForm.BASE64));
        assertThatThrownBy(() -> read(reader, "{'r':'r-1'}")).hasMessage("not base64");
    }

    @Test
    void attemptsWithoutAnInstantAreCountedForEachReference() {
        CallbackReader reader = ofReference("r");
        assertThat(read(reader, "{'r':'a'}").attempt()).isEqualTo(1);
        assertThat(read(reader, "{'r':'a'}").attempt()).isEqualTo(2);
        assertThat(read(reader, "{'r':'b'}").attempt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TEXT    | '2030-01-01T00:00:01.234Z'
            TEXT    | '2030-01-01T09:00:01.234+09:00'
            MILLIS  | 1893456001234
            MILLIS  | '1893456001234'
            """)
    void anInstantIsReadAsItIsSpelled(TimeIn timeIn, String at) {
        assertThat(read(plain(timeIn), "{'g':'g','t':'t','n':1,'at':" + at + "}")
                        .executeAt())
                .contains(AT);
    }

    @Test
    void secondsAreSeconds() {
        assertThat(read(plain(TimeIn.SECONDS), "{'g':'g','t':'t','n':1,'at':1893456001}")
                        .executeAt())
                .contains(Instant.parse("2030-01-01T00:00:01Z"));
    }

    @Test
    void idsMayBeNumbers() {
        assertThat(read(plain(TimeIn.MILLIS), "{'g':1,'t':12345678901234567890,'n':1,'at':1}"))
                .isEqualTo(new Receiver.Callback("1", "12345678901234567890", Instant.ofEpochMilli(1), 1));
    }

    @Test
    void attemptsThatCallbacksDoNotContainAreCountedForEachTimerAndInstant() {
        CallbackReader reader = counting();
        assertThat(read(reader, "{'g':'g','t':'a','at':1}").attempt()).isEqualTo(1);
        assertThat(read(reader, "{'g':'g','t':'a','at':1}").attempt()).isEqualTo(2);
        assertThat(read(reader, "{'g':'g','t':'b','at':1}").attempt()).isEqualTo(1);
        assertThat(read(reader, "{'g':'h','t':'a','at':1}").attempt()).isEqualTo(1);
        assertThat(read(reader, "{'g':'g','t':'a','at':2}").attempt())
                .as("it was put off")
                .isEqualTo(1);
        assertThat(read(reader, "{'g':'g','t':'a','at':1}").attempt()).isEqualTo(3);
    }

    @Test
    void aRefusedCallbackIsNotAnAttempt() {
        CallbackReader reader = counting();
        assertThatThrownBy(() -> read(reader, "{'g':'g','t':'a'}")).hasMessage("at: missing");
        assertThat(read(reader, "{'g':'g','t':'a','at':1}").attempt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                   | wanted a JSON object
            'x'                                  | wanted a JSON object
            [{'g':'g'}]                          | wanted a JSON object
            {'g':'g','t':                        | not JSON
            {g=1}                                | not JSON
            {}                                   | g: missing
            {'g':null,'t':'t','at':1,'n':1}      | g: missing
            {'g':{'g':'g'},'t':'t','at':1,'n':1} | g: missing
            {'g':'g','t':['t'],'at':1,'n':1}     | t: missing
            {'g':'g','at':1,'n':1}               | t: missing
            {'g':'g','t':'t','n':1}              | at: missing
            {'g':'g','t':'t','at':1}             | n: missing
            {'g':'g','t':'t','at':1,'n':null}    | n: missing
            {'g':'g','t':'t','at':1.5,'n':1}     | at: wanted whole milliseconds since 1970
            {'g':'g','t':'t','at':'2030-01-01T00:00:00Z','n':1} | at: wanted whole milliseconds since 1970
            {'g':'g','t':'t','at':1,'n':1.5}     | n: wanted a whole number
            {'g':'g','t':'t','at':1,'n':'one'}   | n: wanted a whole number
            {'g':'g','t':'t','at':1,'n':99999999999} | n: wanted a whole number
            {'g':'g','t':'t','at':1,'n':0}       | attempt: wanted at least 1, got 0
            """)
    void missingAndWrongFieldsAreReported(String body, String message) {
        assertThatThrownBy(() -> read(plain(TimeIn.MILLIS), body))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TEXT    | 1893456001234         | an ISO 8601 date-time with an offset
            TEXT    | '2030-01-01T00:00:00' | an ISO 8601 date-time with an offset
            SECONDS | 1893456001.5          | whole seconds since 1970
            SECONDS | 9223372036854775807   | whole seconds since 1970
            """)
    void anInstantThatIsSpelledOtherwiseIsRefused(TimeIn timeIn, String at, String wanted) {
        assertThatThrownBy(() -> read(plain(timeIn), "{'g':'g','t':'t','n':1,'at':" + at + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at: wanted " + wanted);
    }
}
