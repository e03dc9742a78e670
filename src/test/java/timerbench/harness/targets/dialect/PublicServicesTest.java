package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import timerbench.harness.run.Golden;

/** The requests of the shipped dialects of public services, as these services accept them. */
class PublicServicesTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.100Z");

    private final Map<Value, Object> values = new HashMap<>(Map.of(
            Value.GROUP_ID, "g",
            Value.TIMER_ID, "t-1",
            Value.REFERENCE, "r-1",
            Value.EXECUTE_AT, Instant.parse("2030-01-01T00:00:03.234Z"),
            Value.CALLBACK_URL, "http://127.0.0.1:9000/callback/delay/200ms",
            Value.PAYLOAD, "{\"x\":[1,\"é\"]}",
            Value.CALLBACK_TIMEOUT, Duration.ofSeconds(1)));

    private final Value.Source source = new Value.Source() {
        @Override
        public Object get(Value value) {
            return values.get(value);
        }

        @Override
        public Instant now() {
            return NOW;
        }
    };

    static List<String> names() {
        return Dialect.SHIPPED.stream()
                .filter(name -> !Dialect.OF_REFERENCE_SERVICE.contains(name))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRequestIsSpeltAsTheServiceWantsIt(String name) throws IOException {
        values.putAll(TimerOptions.VALUES);
        Dialect dialect = Dialect.load(name);
        values.put(Value.EXECUTE_AT, dialect.representable((Instant) values.get(Value.EXECUTE_AT), NOW));
        Golden.assertSame("dialects/" + name + ".txt", () -> requests(dialect));
    }

    private String requests(Dialect dialect) {
        StringBuilder text = new StringBuilder();
        for (Operation operation : Operation.values()) {
            if (dialect.has(operation)) {
                Call call = dialect.call(operation);
                text.append(call.method())
                        .append(' ')
                        .append(sorted(call.path(source)))
                        .append('\n');
                new TreeMap<>(call.headers(source))
                        .forEach((header, value) ->
                                text.append(header).append(": ").append(value).append('\n'));
                text.append(call.hasBody() ? call.body(source) + "\n" : "");
            }
        }
        return text.toString();
    }

    /** Parameters have no order. */
    private static String sorted(String path) {
        String[] parts = path.split("\\?", 2);
        return parts.length == 1
                ? path
                : parts[0] + "?" + Stream.of(parts[1].split("&")).sorted().collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aServiceHasAPageThatNamesItsDialect(String name) throws IOException {
        assertThat(Files.readString(Path.of("docs/dialects", name + ".md"))).contains("--dialect " + name);
    }

    @Test
    void everyShippedFileHasAName() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/dialects"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".conf", "")))
                    .containsExactlyInAnyOrderElementsOf(Dialect.SHIPPED);
        }
    }
}
