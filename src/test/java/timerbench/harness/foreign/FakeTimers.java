package timerbench.harness.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Calls timers back, with some faults, which it counts. */
final class FakeTimers implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration AFTER_DELETE = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final int GONE = 410;

    /** A timer. Its fields change under its lock. */
    static final class Timer {
        final String id;
        final long number;
        final String url;
        private final JsonNode create;
        private Instant due;
        private State state = State.PENDING;

        /** A call that was planned before the last change is none. */
        private int change;

        private int attempts;

        Timer(String id, long number, String url, JsonNode create, Instant due) {
            this.id = id;
            this.number = number;
            this.url = url;
            this.create = create;
            this.due = due;
        }

        synchronized Instant due() {
            return due;
        }
    }

    private enum State {
        PENDING,
        /** It is called once more after its success. */
        TO_DUPLICATE,
        /** It is called once, whatever comes back. */
        FAULTY,
        OVER
    }

    private final Traits traits;
    private final Faults faults;
    private final ScheduledExecutorService engine = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong due = new AtomicLong();
    private final AtomicLong updates = new AtomicLong();
    private final AtomicLong deletes = new AtomicLong();
    final AtomicLong calledAfterDelete = new AtomicLong();
    final AtomicLong updatesIgnored = new AtomicLong();
    final AtomicLong duplicates = new AtomicLong();
    final AtomicLong losses = new AtomicLong();

    FakeTimers(Traits traits, Faults faults) {
        this.traits = traits;
        this.faults = faults;
    }

    void created(Timer timer) {
        synchronized (timer) {
            plan(timer, timer.due);
        }
    }

    void updated(Timer timer, Instant to) {
        synchronized (timer) {
            if (Faults.isHit(faults.updateIgnored(), updates.incrementAndGet())) {
                timer.state = State.FAULTY;
                updatesIgnored.incrementAndGet();
                return;
            }
            timer.due = to;
            timer.change++;
            plan(timer, to);
        }
    }

    void deleted(Timer timer) {
        synchronized (timer) {
            timer.change++;
            timer.state = State.OVER;
            if (Faults.isHit(faults.afterDelete(), deletes.incrementAndGet())) {
                timer.state = State.FAULTY;
                calledAfterDelete.incrementAndGet();
                plan(timer, timer.due.plus(AFTER_DELETE));
            }
        }
    }

    /** Plans a call at this instant, or when the service looks next. */
    private void plan(Timer timer, Instant at) {
        long poll = Math.max(1, traits.poll().toMillis());
        long millis = Math.floorDiv(at.toEpochMilli() + poll - 1, poll) * poll;
        int change = timer.change;
        // One more millisecond, because that of an instant is rounded down.
        long wait = Math.max(0, millis + 1 - System.currentTimeMillis());
        var unused = engine.schedule(() -> fall(timer, change), wait, TimeUnit.MILLISECONDS);
    }

    private void fall(Timer timer, int change) {
        synchronized (timer) {
            if (timer.change != change || timer.state == State.OVER) {
                return;
            }
            if (timer.state == State.PENDING && timer.attempts == 0) {
                long number = due.incrementAndGet();
                if (Faults.isHit(faults.loss(), number)) {
                    losses.incrementAndGet();
                    timer.state = State.OVER;
                    return;
                }
                timer.state = Faults.isHit(faults.duplicate(), number) ? State.TO_DUPLICATE : State.PENDING;
            }
            call(timer);
        }
    }

    private void call(Timer timer) {
        timer.attempts++;
        var unused = client.sendAsync(request(timer), BodyHandlers.ofString()).handle((answer, failure) -> {
            ended(timer, answer);
            return null;
        });
    }

    private void ended(Timer timer, @Nullable HttpResponse<String> answer) {
        synchronized (timer) {
            boolean isOver = answer != null && (succeeded(answer) || answer.statusCode() == GONE);
            if (timer.state == State.FAULTY || timer.state == State.OVER) {
                timer.state = State.OVER;
            } else if (isOver && timer.state == State.TO_DUPLICATE) {
                timer.state = State.FAULTY;
                duplicates.incrementAndGet();
                call(timer);
            } else if (!isOver && timer.attempts < attempts(timer)) {
                plan(timer, Instant.now().plus(seconds(timer, "retry_delay", RETRY)));
            } else {
                timer.state = State.OVER;
            }
        }
    }

    private boolean succeeded(HttpResponse<String> answer) {
        if (traits.called() != Traits.Called.URL) {
            return answer.statusCode() / 100 == 2;
        }
        try {
            return JSON.readTree(answer.body()).path("status").asText().equals("success");
        } catch (IOException e) {
            return false;
        }
    }

    private int attempts(Timer timer) {
        int retries = timer.create.path("max_retries").asInt(traits.attempts() - 1);
        return timer.create.path("max_attempts").asInt(retries + 1);
    }

    private static Duration seconds(Timer timer, String field, Duration otherwise) {
        JsonNode seconds = timer.create.path(field);
        return seconds.isMissingNode() ? otherwise : Duration.ofSeconds(seconds.asLong());
    }

    private HttpRequest request(Timer timer) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(timer.url)).timeout(seconds(timer, "timeout", TIMEOUT));
        ObjectNode identity = JSON.createObjectNode();
        return switch (traits.called()) {
            case PAYLOAD ->
                request.POST(BodyPublishers.ofString(
                                timer.create.path("payload").toString()))
                        .build();
            case HEADER ->
                request.GET()
                        .header(
                                "X-Task-Meta",
                                identity.put("id", Long.parseLong(timer.id))
                                        .put("ref", timer.create.path("ref").asText())
                                        .put("count", timer.attempts)
                                        .toString())
                        .build();
            case URL -> request.POST(BodyPublishers.ofString("{}")).build();
            case BASE64 -> {
                identity.put("id", timer.id)
                        .put("at", timer.due.getEpochSecond())
                        .set("payload", timer.create.path("payload"));
                byte[] json = identity.toString().getBytes(StandardCharsets.UTF_8);
                yield request.POST(
                                BodyPublishers.ofByteArray(Base64.getEncoder().encode(json)))
                        .build();
            }
        };
    }

    @Override
    public void close() {
        engine.shutdownNow();
    }
}
