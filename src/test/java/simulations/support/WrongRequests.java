package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Sender;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;
import timerbench.harness.targets.dialect.Wrong;

/** Wrong requests of every kind for which the target's dialect has a status. Most are creates that lack something. */
public final class WrongRequests {
    private static final String UNKNOWN_ID = "wrong unknownId";
    private static final int LONG_ID = 10_000;

    private final boolean hasToken;
    private final Dialect dialect;
    private final Operations operations;
    private final Value.Source options;
    private final String oversized;

    /** @param oversize the length of a payload that no target may accept, in bytes */
    public WrongRequests(Benchmark<?> benchmark, Operations operations, int oversize) {
        this.hasToken = benchmark.hasToken();
        this.dialect = benchmark.dialect();
        this.operations = operations;
        this.options = benchmark.options();
        this.oversized = "{\"filler\":\"" + "x".repeat(oversize) + "\"}";
    }

    /** Returns the names of the requests, one for each kind that can be sent. */
    public List<String> kinds() {
        List<String> kinds = new ArrayList<>(dialect.wrong().keySet().stream()
                .filter(this::canBeSent)
                .map(this::name)
                .toList());
        if (TimerRequests.canReadMissing(dialect)) {
            kinds.add(UNKNOWN_ID);
        }
        return kinds;
    }

    private boolean canBeSent(Wrong kind) {
        return hasToken || !kind.isAboutToken();
    }

    private String name(Wrong kind) {
        return "wrong " + kind.word();
    }

    /** Returns a note of the kinds that are not sent, if there are any. */
    public Optional<String> notSent() {
        String kinds = dialect.wrong().keySet().stream()
                .filter(kind -> !canBeSent(kind))
                .map(Wrong::word)
                .sorted()
                .collect(Collectors.joining(", "));
        return kinds.isEmpty()
                ? Optional.empty()
                : Optional.of("not sent, because the target asks for no token (API_TOKEN): " + kinds);
    }

    /**
     * Returns the step that sends one of them.
     *
     * @param name one of {@link #kinds}
     */
    public ChainBuilder send(String name, Sender sender) {
        if (name.equals(UNKNOWN_ID)) {
            return operations
                    .missingTimer()
                    .exec(sender.send(name, operations.requests().readMissing(name)));
        }
        Wrong kind = dialect.wrong().keySet().stream()
                .filter(each -> name(each).equals(name))
                .findFirst()
                .orElseThrow();
        return exec(operations.timers().pending(), sender.send(name, request(kind)));
    }

    private HttpRequestActionBuilder request(Wrong kind) {
        Call create = dialect.call(Operation.CREATE);
        Set<Integer> wanted = dialect.wrong().get(kind);
        String method = kind == Wrong.UNSUPPORTED_METHOD ? unsupported(create) : create.method();
        HttpRequestActionBuilder request = http(name(kind))
                .httpRequest(method, session -> create.path(values(session, kind)))
                .body(StringBody(session -> body(session, kind, create)))
                .header(
                        "Content-Type",
                        kind == Wrong.UNSUPPORTED_TYPE
                                ? "text/plain"
                                : create.contentType().orElse("application/json"))
                .check(status().in(wanted.stream().sorted().toArray(Integer[]::new)));
        for (String header : create.headerNames(options)) {
            request = request.header(
                    header, session -> create.headers(values(session, kind)).getOrDefault(header, ""));
        }
        if (!kind.isAboutToken()) {
            return request;
        }
        return request.ignoreProtocolHeaders().headers(dialect.headers(token(kind)));
    }

    private Optional<String> token(Wrong kind) {
        return switch (kind) {
            case NO_TOKEN -> Optional.empty();
            case WRONG_TOKEN -> Optional.of("not the token");
            default -> Optional.ofNullable(options.get(Value.TOKEN)).map(Object::toString);
        };
    }

    private static String unsupported(Call create) {
        return create.method().equals("PATCH") ? "PUT" : "PATCH";
    }

    private String body(Session session, Wrong kind, Call create) {
        String body = create.body(values(session, kind));
        return kind == Wrong.MALFORMED_JSON ? body.substring(0, body.length() - 1) : body;
    }

    private Value.Source values(Session session, Wrong kind) {
        return value -> {
            if (kind == Wrong.MISSING_FIELD && value == Value.EXECUTE_AT) {
                return null;
            }
            if (kind == Wrong.BAD_DATE && value == Value.EXECUTE_AT) {
                return "tomorrow";
            }
            if (kind == Wrong.OVERSIZE_BODY && value == Value.PAYLOAD) {
                return oversized;
            }
            if (kind == Wrong.LONG_ID && value == Value.TIMER_ID) {
                return "i".repeat(LONG_ID);
            }
            return value == Value.TOKEN ? token(kind).orElse(null) : session.get(value.word());
        };
    }
}
