package timerbench.harness.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import timerbench.MovedClock;
import timerbench.harness.callback.FakeTimerService.Script;
import timerbench.harness.dialect.Dialect;
import timerbench.harness.result.Distribution;
import timerbench.harness.result.Percentile;

/**
 * A service that is known to drop, double, advance, delay and disobey, over real HTTP, at 1,000 timers a second of a clock
 * that the test moves: what the ledger reports is known beforehand, exactly.
 */
class KnownAnswersTest {
    private static final int TIMERS = 3_000;
    private static final Duration DUE_IN = Duration.ofMillis(700);
    private static final Duration LATE_AFTER = Duration.ofMillis(100);

    /** The kinds of timers in every hundred, by number; all others are merely so many milliseconds late. */
    private static final int DROPPED = 0;

    private static final int DOUBLED = 1;
    private static final int ADVANCED = 2;
    private static final int DELAYED = 3;
    private static final int DELETE_IGNORED = 4;
    private static final int UPDATE_IGNORED = 5;
    private static final int DELETED = 6;
    private static final int UPDATED = 7;

    private final MovedClock clock = new MovedClock();
    private final Ledger ledger = new Ledger(clock, LATE_AFTER, event -> {});
    private final Receiver receiver = Receiver.start(
            new ReceiverSettings("127.0.0.1", 0, ""), Dialect.load("groups").callback(), clock, ledger);
    private final FakeTimerService service = new FakeTimerService(id -> script(Integer.parseInt(id)));
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Long> scriptedMicros = new ArrayList<>();

    @AfterEach
    void close() {
        service.close();
        receiver.close();
    }

    private static Script script(int number) {
        return switch (number % 100) {
            case DROPPED -> Script.late();
            case DOUBLED -> Script.late(lateness(number), lateness(number).plusMillis(3));
            case ADVANCED -> Script.late(Duration.ofMillis(-7));
            case DELAYED -> Script.late(Duration.ofMillis(400));
            case DELETE_IGNORED -> new Script(List.of(lateness(number)), true, false);
            case UPDATE_IGNORED -> new Script(List.of(lateness(number)), false, true);
            default -> Script.late(lateness(number));
        };
    }

    /** Returns up to 60 ms, not evenly. */
    private static Duration lateness(int number) {
        int step = number * 31 % 61;
        return Duration.ofMillis((long) step * step / 60);
    }

    private void send(String method, String path, String body, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(status);
    }

    private void create(int number) throws Exception {
        Instant due = clock.in(DUE_IN);
        send(
                "POST",
                "/groups/g/timers",
                "{\"timerId\":\"" + number + "\",\"executeAt\":\"" + due + "\",\"callbackUrl\":\""
                        + receiver.url(new Behaviour.Ok()) + "\"}",
                201);
        ledger.created("g", Integer.toString(number), due, 1, true);
    }

    /** Half a second after the create, before the timer is due. */
    private void change(int number) throws Exception {
        String id = Integer.toString(number);
        int kind = number % 100;
        if (kind == DELETED || kind == DELETE_IGNORED) {
            send("DELETE", "/groups/g/timers/" + id, "", 204);
            ledger.deleted("g", id);
        } else if (kind == UPDATED || kind == UPDATE_IGNORED) {
            Instant later = clock.in(Duration.ofMillis(900));
            send("PUT", "/groups/g/timers/" + id, "{\"executeAt\":\"" + later + "\"}", 200);
            ledger.updated("g", id, later);
        }
    }

    private void script(int number, NavigableMap<CallbackOutcome, Integer> expected) {
        int kind = number % 100;
        switch (kind) {
            case DROPPED -> expected.merge(CallbackOutcome.LOST, 1, Integer::sum);
            case ADVANCED -> expected.merge(CallbackOutcome.EARLY, 1, Integer::sum);
            case DELAYED -> expected.merge(CallbackOutcome.LATE, 1, Integer::sum);
            case DELETE_IGNORED -> expected.merge(CallbackOutcome.AFTER_DELETE, 1, Integer::sum);
            case UPDATE_IGNORED -> {
                expected.merge(CallbackOutcome.AFTER_UPDATE, 1, Integer::sum);
                expected.merge(CallbackOutcome.LOST, 1, Integer::sum);
            }
            case DELETED -> {
                // Nothing comes, and nothing is owed.
            }
            case DOUBLED -> {
                expected.merge(CallbackOutcome.ON_TIME, 1, Integer::sum);
                expected.merge(CallbackOutcome.DUPLICATE, 1, Integer::sum);
            }
            default -> expected.merge(CallbackOutcome.ON_TIME, 1, Integer::sum);
        }
        boolean first = kind == DOUBLED || kind == DELAYED || kind >= UPDATED;
        if (first) {
            long micros = kind == DELAYED ? 400_000 : lateness(number).toNanos() / 1_000;
            scriptedMicros.add(micros);
        }
    }

    @Test
    void theLedgerReportsExactlyWhatWasScripted() throws Exception {
        NavigableMap<CallbackOutcome, Integer> expected = new TreeMap<>();
        for (int milli = 0; milli < TIMERS + 3_000; milli++) {
            if (milli < TIMERS) {
                create(milli);
                script(milli, expected);
            }
            if (milli >= 500 && milli < TIMERS + 500) {
                change(milli - 500);
            }
            clock.move(Duration.ofMillis(1));
            service.fire(clock.instant());
        }
        LedgerReport report = ledger.settle(clock.instant());

        for (CallbackOutcome outcome : CallbackOutcome.values()) {
            assertThat(report.count(outcome))
                    .as(outcome.word())
                    .isEqualTo(expected.getOrDefault(outcome, 0).longValue());
        }
        assertThat(expected).containsEntry(CallbackOutcome.LOST, 60).containsEntry(CallbackOutcome.DUPLICATE, 30);
        assertThat(receiver.malformed()).isZero();
        assertThat(report.early().orElseThrow().max()).isEqualTo(7_000);
        percentilesAreThoseScripted(report.lateness().orElseThrow());
    }

    private void percentilesAreThoseScripted(Distribution lateness) {
        scriptedMicros.sort(null);
        assertThat(lateness.count()).isEqualTo(scriptedMicros.size());
        assertThat(lateness.mean())
                .isEqualTo(scriptedMicros.stream()
                        .mapToLong(each -> each)
                        .average()
                        .orElseThrow());
        assertThat(lateness.max()).isEqualTo(400_000);
        for (Map.Entry<Percentile, Long> percentile : lateness.percentiles().entrySet()) {
            int rank = (int) Math.ceil(percentile.getKey().percent() / 100 * scriptedMicros.size());
            assertThat(percentile.getValue())
                    .as("p" + percentile.getKey().label() + ", in microseconds")
                    .isCloseTo(scriptedMicros.get(rank - 1), within(1_000L));
        }
    }
}
