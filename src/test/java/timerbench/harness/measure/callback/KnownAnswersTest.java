package timerbench.harness.measure.callback;

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
import timerbench.harness.measure.callback.FakeTimerService.Lie;
import timerbench.harness.measure.callback.FakeTimerService.Script;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Percentile;
import timerbench.harness.targets.dialect.Dialect;

/**
 * Runs a service that drops, doubles, advances, delays, disobeys and lies, over real HTTP, with 1,000 timers a second
 * of a clock that the test moves. The exact report of the ledger is known in advance.
 */
class KnownAnswersTest {
    private static final int TIMERS = 3_000;
    private static final Duration DUE_IN = Duration.ofMillis(700);
    private static final Duration LATE_AFTER = Duration.ofMillis(100);

    /** The time after executeAt at which some callbacks come again: no callback has been outstanding for seconds. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private static final Duration LISTEN_ON = Duration.ofSeconds(6);

    /** The kinds of timers in every hundred, by number; all others are only late, by different milliseconds. */
    private static final int DROPPED = 0;

    private static final int DOUBLED = 1;
    private static final int ADVANCED = 2;
    private static final int DELAYED = 3;
    private static final int DELETE_IGNORED = 4;
    private static final int UPDATE_IGNORED = 5;
    private static final int DELETED = 6;
    private static final int UPDATED = 7;
    private static final int PAYLOAD_CHANGED = 8;
    private static final int PAYLOAD_MISSING = 9;
    private static final int ATTEMPT_7 = 10;
    private static final int MALFORMED = 11;
    private static final int CUT = 12;
    private static final int UPDATED_AND_INVENTED = 13;
    private static final int DOUBLED_LATER = 14;

    private static final String PAYLOAD =
            "{\"name\": \"J\\u00fcrgen\", \"amount\": 12.50, \"of\": [1, {\"b\": 2, \"a\": 1e2}]}";

    private final MovedClock clock = new MovedClock();
    private final Ledger ledger = new Ledger(clock, LATE_AFTER, event -> {});
    private final Receiver receiver = Receiver.start(
            new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL),
            Dialect.load("groups").callback(),
            clock,
            ledger);
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
            case DELETE_IGNORED -> new Script(List.of(lateness(number)), true, false, Lie.NONE);
            case UPDATE_IGNORED -> new Script(List.of(lateness(number)), false, true, Lie.NONE);
            case PAYLOAD_CHANGED -> Script.lying(Lie.CHANGED_PAYLOAD, lateness(number));
            case PAYLOAD_MISSING -> Script.lying(Lie.NO_PAYLOAD, lateness(number));
            case ATTEMPT_7 -> Script.lying(Lie.ATTEMPT_7, lateness(number));
            case MALFORMED -> Script.lying(Lie.CUT_BODY, lateness(number));
            case CUT -> Script.lying(Lie.WHOLE_SECONDS, lateness(number));
            case UPDATED_AND_INVENTED -> Script.lying(Lie.INVENTED_INSTANT, lateness(number));
            case DOUBLED_LATER -> Script.late(lateness(number), LATER);
            default -> Script.late(lateness(number));
        };
    }

    /** Returns up to 60 ms, unevenly distributed. */
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
                        + receiver.url(new Behaviour.Ok()) + "\",\"payload\":" + PAYLOAD + "}",
                201);
        ledger.created("g", Integer.toString(number), new Ledger.NewTimer(due, 1, PayloadHash.of(PAYLOAD), true));
    }

    /** Half a second after the create, before the timer is due. */
    private void change(int number) throws Exception {
        String id = Integer.toString(number);
        int kind = number % 100;
        if (kind == DELETED || kind == DELETE_IGNORED) {
            send("DELETE", "/groups/g/timers/" + id, "", 204);
            ledger.deleted("g", id);
        } else if (kind == UPDATED || kind == UPDATE_IGNORED || kind == UPDATED_AND_INVENTED) {
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
                // Nothing comes, and nothing is outstanding.
            }
            case PAYLOAD_CHANGED, PAYLOAD_MISSING -> {
                expected.merge(CallbackOutcome.ON_TIME, 1, Integer::sum);
                expected.merge(CallbackOutcome.PAYLOAD_CHANGED, 1, Integer::sum);
            }
            case ATTEMPT_7 -> {
                expected.merge(CallbackOutcome.ON_TIME, 1, Integer::sum);
                expected.merge(CallbackOutcome.WRONG_ATTEMPT, 1, Integer::sum);
            }
            case MALFORMED -> {
                expected.merge(CallbackOutcome.MALFORMED, 1, Integer::sum);
                expected.merge(CallbackOutcome.LOST, 1, Integer::sum);
            }
            case CUT, UPDATED_AND_INVENTED -> {
                expected.merge(CallbackOutcome.UNKNOWN, 1, Integer::sum);
                expected.merge(CallbackOutcome.LOST, 1, Integer::sum);
            }
            case DOUBLED, DOUBLED_LATER -> {
                expected.merge(CallbackOutcome.ON_TIME, 1, Integer::sum);
                expected.merge(CallbackOutcome.DUPLICATE, 1, Integer::sum);
            }
            default -> expected.merge(CallbackOutcome.ON_TIME, 1, Integer::sum);
        }
        boolean paysNothing = kind == MALFORMED || kind == CUT || kind == UPDATED_AND_INVENTED;
        boolean first = kind == DOUBLED || kind == DELAYED || (kind >= UPDATED && !paysNothing);
        if (first) {
            long micros = kind == DELAYED ? 400_000 : lateness(number).toNanos() / 1_000;
            scriptedMicros.add(micros);
        }
    }

    @Test
    void theLedgerReportsExactlyWhatWasScripted() throws Exception {
        NavigableMap<CallbackOutcome, Integer> expected = new TreeMap<>();
        Instant lastDue = clock.in(Duration.ofMillis(TIMERS).plusMillis(500 + 900));
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
        LedgerReport report = drain(lastDue);

        for (CallbackOutcome outcome : CallbackOutcome.values()) {
            assertThat(report.count(outcome))
                    .as(outcome.word())
                    .isEqualTo(expected.getOrDefault(outcome, 0).longValue());
        }
        assertThat(expected).containsEntry(CallbackOutcome.LOST, 150).containsEntry(CallbackOutcome.DUPLICATE, 60);
        assertThat(report.hint())
                .hasValue("executeAt of 30 callbacks differs by less than a second from the requested one, so they are"
                        + " unknown; the target seems to truncate it to whole seconds");
        assertThat(report.early().orElseThrow().max()).isEqualTo(7_000);
        percentilesAreThoseScripted(report.lateness().orElseThrow());
    }

    private LedgerReport drain(Instant lastDue) {
        Drain drain = new Drain(ledger, clock, new Drain.Waits(Duration.ofSeconds(2), LISTEN_ON), time -> {});
        drain.begin(lastDue);
        while (drain.isOn()) {
            clock.move(Duration.ofMillis(10));
            service.fire(clock.instant());
        }
        return drain.settle();
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
