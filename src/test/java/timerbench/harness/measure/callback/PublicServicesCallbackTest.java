package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.targets.dialect.Dialect;

/** Callbacks as public services really sent them: their bodies, and what else identifies the timer. */
class PublicServicesCallbackTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fireworq          | {"x": [1, "é"]}                                  | reference      | r-1 | r-1
            flask-apscheduler | {"x": [1, "\\u00e9"]}                            | X-Timer        | t-1 | t-1
            kala              | {"x":[1,"é"]}                                    | X-Timer        | r-1 | r-1
            ministack         | {"id": "t-1", "payload": {"x":[1,"é"]}}          |                |     | t-1
            nsq               | {"payload": {"x": [1, "é"]}, "reference": "r-1"} |                |     | r-1
            quirrel           | {"x":[1,"é"]}                                    | x-quirrel-meta \
            | {"id":"t-1","count":2,"exclusive":false,"retry":[500,1000]} | t-1
            """)
    void aCallbackIsRead(String name, String body, String where, String what, String id) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> parameters = name.equals("fireworq") ? Map.of(where, what) : Map.of();
        if (where != null && parameters.isEmpty()) {
            headers.put(where, what);
        }
        boolean isNumbered = name.equals("quirrel");
        assertThat(new CallbackReader(Dialect.load(name).callback())
                        .read(new Asked(body, parameters, headers, List.of())))
                .isEqualTo(new Receiver.Callback(
                        "", id, Optional.empty(), isNumbered ? 2 : 1, isNumbered, PayloadHash.of("{\"x\":[1,\"é\"]}")));
    }
}
