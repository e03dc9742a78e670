package timerbench.harness.target;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.harness.result.Database;

/** Asks a service, before it is loaded, whether it is ready, takes the token, and what its database is. */
final class Probe {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Pattern INFO = Pattern.compile("(?m)^timerbench_store_info\\{([^}]*)\\}");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"([^\"]*)\"");
    private static final String DURABILITY = "durability_";

    private final String url;
    private final Optional<String> token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();

    Probe(String url, Optional<String> token) {
        this.url = url;
        this.token = token;
    }

    void awaitReady(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        String last = ready();
        while (!last.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            last = ready();
        }
        if (!last.isEmpty()) {
            throw new TargetException("target " + url + " was not ready within " + timeout.toSeconds() + " s: " + last);
        }
        requireToken();
    }

    /** Returns why the service is not ready; nothing if it is. */
    private String ready() {
        try {
            int status = get("/health/ready").statusCode();
            return status == 200 ? "" : "GET /health/ready answered " + status;
        } catch (IOException e) {
            return e.getMessage() == null ? "connection refused" : e.getMessage();
        }
    }

    private void requireToken() {
        try {
            int status = get("/groups/timer-bench/timers?limit=1").statusCode();
            if (status == 401 || status == 403) {
                throw new TargetException("target " + url + " answered " + status + ": it "
                        + (token.isPresent() ? "refuses the token in API_TOKEN" : "wants a token; set API_TOKEN"));
            }
        } catch (IOException e) {
            throw new TargetException("target " + url + " stopped answering: " + e.getMessage(), e);
        }
    }

    /** Returns what the service says its database is; empty if it does not say. */
    Optional<Database> database() {
        try {
            Matcher info = INFO.matcher(get("/metrics").body());
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

    private HttpResponse<String> get(String path) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }
}
