package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** What every store promises of putting, getting, updating and deleting. */
interface TimerContract extends StoreContract {
    /** The most bytes that the service reads of a request's body, as {@code reference.conf} has it. */
    int LARGEST_BODY = 65_536;

    @Test
    default void whatIsPutIsRead() {
        put(timer("a", DUE));
        assertThat(get(key("a"))).contains(timer("a", DUE));
        assertThat(get(key("b"))).isEmpty();
        assertThat(get(new TimerKey("another " + group(), "a"))).isEmpty();
    }

    @Test
    default void everyPartOfATimerIsKept() {
        Timer timer = new Timer(
                key("a"),
                DUE,
                "https://user@example.org:8443/path?query=%20#fragment",
                Optional.of("{\"a\":1.10,\"b\":[null,\"\\u0000 ü 漢 😀 \\\\ '\"]}"),
                new RetryPolicy(
                        Integer.MAX_VALUE,
                        Optional.of(Duration.ofDays(3_650)),
                        Duration.ofMillis(1),
                        1.000_000_1,
                        Duration.ofDays(3_650)),
                Duration.ofDays(3_650),
                DUE.minusSeconds(1),
                DUE.plusSeconds(1));
        put(timer);
        assertThat(get(key("a"))).contains(timer);
        assertThat(attempt(claim("a")).orElseThrow().timer()).isEqualTo(timer);
        assertThat(store().timers()
                        .list(new TimerQuery(group(), Optional.empty(), Optional.empty(), 1))
                        .timers())
                .containsExactly(timer);
    }

    @Test
    default void aTimerNeedsNoPayload() {
        Timer bare = with(timer("a", DUE), Optional.empty(), "http://x/");
        put(bare);
        assertThat(get(key("a"))).contains(bare);
        TimerChange change = newPayload(key("a"), "{\"a\":1}");
        assertThat(store().timers().update(List.of(change))).containsExactly(Optional.of(change.applyTo(bare)));
    }

    @Test
    default void theLargestTimerIsKept() {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(LARGEST_BODY - "{\"a\":\"\"}".length(), 'a', 'z' + 1).forEach(text::appendCodePoint);
        String url = "http://x/" + "p".repeat(2_048 - "http://x/".length());
        Timer large = with(timer("a", DUE), Optional.of("{\"a\":\"" + text + "\"}"), url);
        put(large);
        assertThat(get(key("a"))).contains(large);
    }

    private static Timer with(Timer timer, Optional<String> payload, String url) {
        return new Timer(
                timer.key(),
                timer.executeAt(),
                url,
                payload,
                timer.retryPolicy(),
                timer.callbackTimeout(),
                timer.createdAt(),
                timer.updatedAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1970-01-01T00:00:00.000001Z",
                "1999-12-31T23:59:59.999999Z",
                "2016-12-31T23:59:59.999Z",
                "2038-01-19T03:14:08Z",
                "9999-12-31T23:59:59.999999Z"
            })
    default void anInstantIsKeptToTheMicrosecond(Instant instant) {
        Timer timer = timer("a", instant);
        put(timer);
        assertThat(get(key("a"))).contains(timer);
        assertThat(store().timers().update(List.of(move("a", DUE))).get(0)).contains(timer("a", DUE));
        assertThat(store().timers().update(List.of(move("a", instant))).get(0)).contains(timer);
        assertThat(attempt(claim("a")).orElseThrow().dueAt()).isEqualTo(instant);
    }

    @Test
    default void aSecondPutTakesThePlaceOfTheFirst() {
        put(timer("a", DUE));
        Timer second = new Timer(
                key("a"),
                DUE.minusSeconds(5),
                "http://second/",
                Optional.empty(),
                new RetryPolicy(1, Optional.empty(), Duration.ofSeconds(1), 1, Duration.ofSeconds(1)),
                Duration.ofMillis(1),
                DUE.plusSeconds(1),
                DUE.plusSeconds(2));
        put(second);
        assertThat(get(key("a"))).contains(second);
        assertThat(attempt(claim("a")).orElseThrow().timer()).isEqualTo(second);
        assertThat(store().timers()
                        .list(new TimerQuery(group(), Optional.empty(), Optional.empty(), 9))
                        .timers())
                .containsExactly(second);
    }

    @Test
    default void anUpdateChangesWhatItNamesAndNothingElse() {
        Timer timer = timer("a", DUE);
        put(timer);
        RetryPolicy policy = new RetryPolicy(7, Optional.empty(), Duration.ofSeconds(3), 1, Duration.ofHours(1));
        for (TimerChange change : List.of(
                change(Optional.of(DUE.plusSeconds(1)), Optional.empty(), Optional.empty(), Optional.empty()),
                change(Optional.empty(), Optional.of("http://y/"), Optional.empty(), Optional.empty()),
                newPayload(key("a"), "{\"b\":2}"),
                change(Optional.empty(), Optional.empty(), Optional.of(policy), Optional.empty()),
                change(Optional.empty(), Optional.empty(), Optional.of(RetryPolicy.DEFAULT), Optional.empty()),
                change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Duration.ofMillis(1))))) {
            timer = change.applyTo(timer);
            assertThat(store().timers().update(List.of(change))).containsExactly(Optional.of(timer));
            assertThat(get(key("a"))).contains(timer);
        }
    }

    private TimerChange change(
            Optional<Instant> executeAt,
            Optional<String> callbackUrl,
            Optional<RetryPolicy> retryPolicy,
            Optional<Duration> callbackTimeout) {
        return new TimerChange(
                key("a"), executeAt, callbackUrl, Optional.empty(), retryPolicy, callbackTimeout, DUE.plusSeconds(9));
    }

    @Test
    default void anUpdateOfNoPendingTimerCreatesNone() {
        assertThat(store().timers().update(List.of(newPayload(key("a"), "{}"), move("b", DUE))))
                .containsExactly(Optional.empty(), Optional.empty());
        assertThat(store().timers().get(List.of(key("a"), key("b"))))
                .containsExactly(Optional.empty(), Optional.empty());
        assertThat(before(DUE.plusSeconds(1), 10)).isEmpty();
    }

    @Test
    default void aTimerIsDeletedOnceAndCanBePutAgain() {
        put(timer("a", DUE));
        assertThat(store().timers().delete(List.of(key("a"), key("none")))).containsExactly(true, false);
        assertThat(store().timers().delete(List.of(key("a")))).containsExactly(false);
        assertThat(get(key("a"))).isEmpty();
        assertThat(attempt(claim("a"))).isEmpty();
        assertThat(before(DUE.plusSeconds(1), 10)).isEmpty();
        put(timer("a", DUE));
        assertThat(get(key("a"))).contains(timer("a", DUE));
    }

    @Test
    default void theAnswersOfALargeBatchComeInTheOrderOfTheQuestions() {
        List<TimerKey> keys = new ArrayList<>(keys(100));
        Collections.shuffle(keys, new Random(1));
        List<TimerKey> pending = List.copyOf(keys.subList(0, 50));
        store().timers().put(pending.stream().map(key -> timer(key, DUE)).toList());
        Collections.shuffle(keys, new Random(2));
        List<TimerChange> changes =
                keys.stream().map(key -> newPayload(key, "{\"a\":1}")).toList();

        List<Optional<Timer>> changed = changes.stream()
                .map(change -> Optional.of(change)
                        .filter(each -> pending.contains(each.key()))
                        .map(each -> each.applyTo(timer(each.key(), DUE))))
                .toList();
        assertThat(store().timers().update(changes)).isEqualTo(changed);
        assertThat(store().timers().get(keys)).isEqualTo(changed);
        assertThat(store().timers().delete(keys))
                .isEqualTo(changed.stream().map(Optional::isPresent).toList());
    }

    @Test
    default void nothingIsAskedForNothingIsAnswered() {
        store().timers().put(List.of());
        assertThat(store().timers().get(List.of())).isEmpty();
        assertThat(store().timers().update(List.of())).isEmpty();
        assertThat(store().timers().delete(List.of())).isEmpty();
        assertThat(store().due().attempts(List.of())).isEmpty();
        store().due().settle(List.of());
        assertThat(store().due().before(LAST, List.of(), 1)).isEmpty();
        store().leases().take(owner(), List.of());
        store().leases().release(owner(), List.of());
        assertThat(store().leases().beat(owner(), TERM).mine()).hasSize(SHARDS);
    }

    @Test
    default void theStoreSaysWhatItIs() {
        store().connection().check();
        assertThat(store().info().database()).isNotBlank();
        assertThat(store().info().version()).isNotBlank();
        assertThat(store().info().durability()).isNotEmpty();
    }
}
