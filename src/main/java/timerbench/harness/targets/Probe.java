package timerbench.harness.targets;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.harness.run.Database;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;

/** Asks a service, before it is loaded, whether it is ready, takes the token, and what its database is. */
final class Probe {
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Pattern INFO = Pattern.compile("(?m)^timerbench_store_info\\{((?:[^\"}]|\"[^\"]*\")*)\\}");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"([^\"]*)\"");
    private static final String REFUSED = "connection refused";
    private static final String DURABILITY = "durability_";

    private final String given;
    private final Dialect dialect;
    private final boolean hasToken;
    private final TargetClient client;
    private String url;

    Probe(String url, Dialect dialect, Optional<String> token) {
        this.given = url;
        this.url = url;
        this.dialect = dialect;
        this.hasToken = token.isPresent();
        this.client = new TargetClient(dialect.headers(token));
    }

    void awaitReady(Duration timeout) {
        awaitReady(timeout, () -> true);
    }

    /**
     * The same, which waits no longer than it runs.
     *
     * @throws TargetException at once if waiting will not help
     */
    void awaitReady(Duration timeout, BooleanSupplier runs) {
        long deadline = System.nanoTime() + timeout.toNanos();
        String last = ready();
        while (!last.isEmpty() && System.nanoTime() < deadline && runs.getAsBoolean()) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            last = ready();
        }
        if (!last.isEmpty() && !runs.getAsBoolean()) {
            throw new TargetException("the service for " + url + " ended before it was ready");
        }
        if (!last.isEmpty()) {
            throw new TargetException("target " + url + " was not ready within " + timeout.toSeconds() + " s: " + last);
        }
        requireToken();
    }

    /** Returns why the service is not ready; nothing if it is. Where the dialect knows no way to ask, any answer will do. */
    private String ready() {
        String path = dialect.ready().orElse("/");
        String first = ready(given, path);
        if (!first.equals(REFUSED)) {
            return first;
        }
        return TargetAddresses.of(given).stream()
                .skip(1)
                .map(address -> ready(address, path))
                .filter(answer -> !answer.equals(REFUSED))
                .findFirst()
                .orElse(first);
    }

    private String ready(String address, String path) {
        try {
            TargetAnswer answer = client.get(address + path);
            url = address;
            ConnectionFault.of(answer).ifPresent(this::passing);
            return answer.status() == 200 || dialect.ready().isEmpty()
                    ? ""
                    : "GET " + path + " answered " + answer.status();
        } catch (IOException e) {
            ConnectionFault fault = ConnectionFault.of(address, e);
            return e instanceof ConnectException && !fault.lasts() ? REFUSED : passing(fault);
        }
    }

    /** Returns the address that answered: the given one or, where its host has several, the first of these that did. */
    String url() {
        return url;
    }

    private String passing(ConnectionFault fault) {
        if (fault.lasts()) {
            throw new TargetException("target " + url + ": " + fault.text());
        }
        return fault.text();
    }

    /** Reads a timer that there is not. A dialect that cannot will learn it from the first create. */
    private void requireToken() {
        if (!dialect.has(Operation.READ)) {
            return;
        }
        Call read = dialect.call(Operation.READ);
        String timerId = UUID.randomUUID().toString();
        Value.Source source =
                value -> value == Value.GROUP_ID ? TimerProbe.GROUP : value == Value.TIMER_ID ? timerId : null;
        try {
            int status = client.send(read.method(), url + read.path(source), read.body(source))
                    .status();
            if (status == 401 || status == 403) {
                throw new TargetException("target " + url + " answered " + status + ": it "
                        + (hasToken ? "refuses the token in API_TOKEN" : "wants a token; set API_TOKEN"));
            }
        } catch (IOException e) {
            throw new TargetException("target " + url + " stopped answering: " + e.getMessage(), e);
        }
    }

    /** Returns what the service says its database is; empty if it does not say. */
    Optional<Database> database() {
        try {
            Matcher info = INFO.matcher(client.get(url + "/metrics").body());
            return info.find() ? Optional.of(database(info.group(1))) : Optional.empty();
        } catch (IOException e) {
            throw new TargetException("target " + url + " stopped answering: " + e.getMessage(), e);
        }
    }

    private static Database database(String labels) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> durability = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(labels);
        while (label.find()) {
            if (label.group(1).startsWith(DURABILITY)) {
                durability.put(label.group(1).substring(DURABILITY.length()), label.group(2));
            } else {
                values.put(label.group(1), label.group(2));
            }
        }
        return new Database(
                values.getOrDefault("database", "unnamed"), Optional.ofNullable(values.get("version")), durability);
    }
}
