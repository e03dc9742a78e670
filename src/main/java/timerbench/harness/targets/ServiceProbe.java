package timerbench.harness.targets;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import timerbench.harness.run.Database;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;
import timerbench.harness.targets.metrics.MetricsText;

/** Asks a service before a load whether it is ready and accepts the token, and which database it has. */
final class ServiceProbe {
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final String INFO = "timerbench_service_store_info";
    private static final String REFUSED = "connection refused";

    /** Port 9 is "discard". */
    private static final String NOWHERE = "http://127.0.0.1:9/timer";

    private static final String DURABILITY = "durability_";

    private final String given;
    private final Dialect dialect;
    private final Optional<String> token;
    private final TargetClient client;
    private String url;
    private boolean hasAnswered;

    ServiceProbe(String url, Dialect dialect, Optional<String> token) {
        this.given = url;
        this.url = url;
        this.dialect = dialect;
        this.token = token;
        this.client = new TargetClient(dialect.headers(token));
    }

    /**
     * Returns a probe of each address when all services are ready.
     *
     * @throws TargetException if one is not ready in time, or refuses the token
     */
    static List<ServiceProbe> ready(List<String> urls, Dialect dialect, Duration timeout) {
        List<ServiceProbe> probes = urls.stream()
                .map(url -> new ServiceProbe(url, dialect, Target.tokenOfEnvironment()))
                .toList();
        probes.forEach(probe -> probe.awaitReady(timeout));
        return probes;
    }

    /**
     * Returns the address at which a service answers, ready or not.
     *
     * @throws TargetException if it gives no answer
     */
    static String answering(String url, Dialect dialect) {
        ServiceProbe probe = new ServiceProbe(url, dialect, Target.tokenOfEnvironment());
        String last = probe.ready();
        if (!probe.hasAnswered) {
            throw new TargetException("target " + url + " does not answer: " + last);
        }
        return probe.url;
    }

    void awaitReady(Duration timeout) {
        awaitReady(timeout, () -> true);
    }

    /**
     * Waits until the service is ready, but no longer than it runs.
     *
     * @param runs returns whether the service still runs
     * @throws TargetException if it is not ready in time; immediately if waiting does not help
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

    /**
     * Returns why the service is not ready; an empty text if it is. Without a path for readiness, any answer is
     * enough.
     */
    private String ready() {
        String path = dialect.ready().orElse("/");
        String first = ready(given, path);
        if (!first.equals(REFUSED)) {
            return first;
        }
        return TargetAddress.all(given).stream()
                .skip(1)
                .map(address -> ready(address, path))
                .filter(answer -> !answer.equals(REFUSED))
                .findFirst()
                .orElse(first);
    }

    private String ready(String address, String path) {
        try {
            TargetHttp.Answer answer = client.get(address + path);
            url = address;
            hasAnswered = true;
            ConnectionFault.of(answer).ifPresent(this::passing);
            return answer.status() == 200 || dialect.ready().isEmpty()
                    ? ""
                    : "GET " + path + " answered " + answer.status();
        } catch (IOException e) {
            ConnectionFault fault = ConnectionFault.of(address, e);
            return e instanceof ConnectException && !fault.lasts() ? REFUSED : passing(fault);
        }
    }

    /** Returns the address that answered: the given one or, if its host has several addresses, the first that did. */
    String url() {
        return url;
    }

    private String passing(ConnectionFault fault) {
        if (fault.lasts()) {
            throw new TargetException("target " + url + ": " + fault.text());
        }
        return fault.text();
    }

    /** Checks the token by reading a timer that does not exist. Without a read, the first create will show it. */
    private void requireToken() {
        if (!dialect.has(Operation.READ)) {
            return;
        }
        Call read = dialect.call(Operation.READ);
        String missing = UUID.randomUUID().toString();
        Value.Source source = value -> switch (value) {
            case GROUP_ID -> TimerProbe.GROUP;
            case TIMER_ID, REFERENCE -> missing;
            case CALLBACK_URL -> NOWHERE;
            case TOKEN -> token.orElse(null);
            default -> null;
        };
        try {
            int status = client.ask(url, read, source).status();
            if (status == 401 || status == 403) {
                throw new TargetException("target " + url + " answered " + status + ": it "
                        + (token.isPresent() ? "refuses the token in API_TOKEN" : "requires a token; set API_TOKEN"));
            }
        } catch (IOException e) {
            throw TargetException.stoppedAnswering(url, e);
        }
    }

    /** Returns the database that the service reports in its metrics; empty if it reports none. */
    Optional<Database> database() {
        try {
            String metrics = client.get(url + "/metrics").body();
            return new MetricsText(Set.of(INFO))
                    .read(metrics).keySet().stream()
                            .filter(series -> !series.labels().isEmpty())
                            .findFirst()
                            .map(series -> database(series.labels()));
        } catch (IllegalArgumentException e) {
            // Metrics that cannot be read belong to another service.
            return Optional.empty();
        } catch (IOException e) {
            throw TargetException.stoppedAnswering(url, e);
        }
    }

    private static Database database(Map<String, String> labels) {
        Map<String, String> durability = new LinkedHashMap<>();
        labels.forEach((label, value) -> {
            if (label.startsWith(DURABILITY)) {
                durability.put(label.substring(DURABILITY.length()), value);
            }
        });
        return new Database(
                labels.getOrDefault("database", "unnamed"), Optional.ofNullable(labels.get("version")), durability);
    }
}
