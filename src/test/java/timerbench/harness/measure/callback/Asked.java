package timerbench.harness.measure.callback;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A request to a receiver, of parts that a test writes down. */
record Asked(String content, Map<String, String> parameters, Map<String, String> headers, List<String> segments)
        implements CallbackReader.Request {
    static Asked of(String body) {
        return new Asked(body, Map.of(), Map.of(), List.of());
    }

    @Override
    public byte[] body() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String parameter(String name) {
        return parameters.get(name);
    }

    @Override
    public String header(String name) {
        return headers.get(name);
    }
}
