package timerbench.harness.measure.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.targets.dialect.CallbackFields;
import timerbench.harness.targets.dialect.CallbackFields.TimeIn;

class CallbackReaderTest {
    private static final Instant AT = Instant.parse("2030-01-01T00:00:01.234Z");

    private static CallbackReader plain(TimeIn timeIn) {
        return new CallbackReader(new CallbackFields("g", "t", "at", timeIn, Optional.of("n"), Optional.empty()));
    }

    private static CallbackReader counting() {
        return new CallbackReader(
                new CallbackFields("g", "t", "at", TimeIn.MILLIS, Optional.empty(), Optional.empty()));
    }

    private static Receiver.Callback read(CallbackReader reader, String body) {
        return reader.read(body.replace('\'', '"').getBytes(UTF_8), name -> null);
    }

    @Test
    void fieldsMayLieDeepAmongOthersInAnyOrder() {
        CallbackReader reader = new CallbackReader(new CallbackFields(
                "meta.group", "meta.timer.id", "data.at", TimeIn.TEXT, Optional.of("tries"), Optional.empty()));
        String body = "{'tries':2,'payload':{'meta':{'group':'no'},'tries':9,'a':[{'tries':8}]},'id':'no',"
                + "'meta':{'x':[1,{'group':'no'}],'timer':{'name':'no','id':'t1'},'group':'gé'},"
                + "'data':{'at':'2030-01-01T01:00:01.234+01:00'}}";
        assertThat(read(reader, body)).isEqualTo(new Receiver.Callback("gé", "t1", AT, 2));
    }

    private static CallbackReader withPayload(String place) {
        return new CallbackReader(
                new CallbackFields("g", "t", "at", TimeIn.MILLIS, Optional.of("n"), Optional.of(place)));
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
        CallbackReader reader = new CallbackReader(
                new CallbackFields("a.b", "t", "at", TimeIn.MILLIS, Optional.empty(), Optional.empty()));
        assertThat(read(reader, "{'a.b':'g','t':'t','at':1}").groupId()).isEqualTo("g");
    }

    @Test
    void parametersOfTheUrlAreTakenFromThereAndNotFromTheBody() {
        CallbackReader reader = new CallbackReader(
                new CallbackFields("?g", "?t", "?at", TimeIn.SECONDS, Optional.of("?n"), Optional.empty()));
        Map<String, String> parameters = Map.of("g", "my group", "t", "t1", "at", "1893456001", "n", "3");
        assertThat(reader.read("{\"g\":\"no\",\"t\":\"no\",\"?t\":\"no\"}".getBytes(UTF_8), parameters::get))
                .isEqualTo(new Receiver.Callback("my group", "t1", Instant.parse("2030-01-01T00:00:01Z"), 3));
    }

    @Test
    void aParameterThatTheUrlLacksIsMissing() {
        CallbackReader reader = new CallbackReader(
                new CallbackFields("?g", "t", "at", TimeIn.MILLIS, Optional.empty(), Optional.empty()));
        assertThatThrownBy(() -> read(reader, "{'g':'g','t':'t','at':1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("?g: missing");
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
                .isEqualTo(AT);
    }

    @Test
    void secondsAreSeconds() {
        assertThat(read(plain(TimeIn.SECONDS), "{'g':'g','t':'t','n':1,'at':1893456001}")
                        .executeAt())
                .isEqualTo("2030-01-01T00:00:01Z");
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
