package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Due;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseView;
import timerbench.service.store.Settlement;
import timerbench.service.store.TimerStore;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** What every store promises to the engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreEngineTest {
    static final int SHARDS = 4;
    private static final List<Integer> ALL = IntStream.range(0, SHARDS).boxed().toList();
    private static final Duration TERM = Duration.ofHours(1);
    private static final Instant DUE = Instant.parse("2030-01-01T00:00:00.000001Z");

    private TimerStore store;
    private String group;
    private String owner;

    abstract TimerStore openStore();

    @BeforeAll
    void open() {
        store = openStore();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeEach
    void takeAllShards() {
        group = UUID.randomUUID().toString();
        owner = "owner of " + group;
        store.leases().beat(owner, TERM);
        store.leases().take(owner, ALL);
    }

    @AfterEach
    void leave() {
        store.leases().leave(owner);
        List<TimerKey> left = before(Instant.parse("2100-01-01T00:00:00Z"), 1_000)
                .map(Due::key)
                .toList();
        if (!left.isEmpty()) {
            store.delete(left);
        }
    }

    private Timer timer(String id, Instant executeAt) {
        return new Timer(
                new TimerKey(group, id),
                executeAt,
                "http://127.0.0.1:9/",
                Optional.of("{}"),
                RetryPolicy.DEFAULT,
                Timer.DEFAULT_CALLBACK_TIMEOUT,
                DUE,
                DUE);
    }

    private Claim claim(String id) {
        TimerKey key = new TimerKey(group, id);
        int shard = store.shards().of(key);
        Lease lease = store.leases().beat(owner, TERM).mine().stream()
                .filter(mine -> mine.shard() == shard)
                .findFirst()
                .orElseThrow();
        return new Claim(key, lease, DUE);
    }

    private Optional<Attempt> attempt(Claim claim) {
        return store.due().attempts(List.of(claim)).get(0);
    }

    private Stream<Due> before(Instant end, int limit) {
        return store.due().before(end, ALL, limit).stream();
    }

    private static Settlement removal(Claim claim, Attempt attempt) {
        return new Settlement(claim, attempt.revision(), Optional.empty());
    }

    private TimerChange move(String id, Instant executeAt) {
        return new TimerChange(
                new TimerKey(group, id),
                Optional.of(executeAt),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DUE);
    }

    @Test
    void whatIsDueIsFoundToTheMicrosecond() {
        store.put(List.of(timer("a", DUE), timer("b", DUE.plusNanos(1_000))));
        assertThat(before(DUE, 10)).isEmpty();
        assertThat(before(DUE.plusNanos(1_000), 10)).containsExactly(new Due(new TimerKey(group, "a"), DUE));
        assertThat(before(DUE.plusNanos(2_000), 10)).hasSize(2);
    }

    @Test
    void eachShardsEarliestComeUpToTheLimit() {
        List<Timer> timers = IntStream.range(0, 40)
                .mapToObj(i -> timer("t" + i, DUE.plusSeconds(i)))
                .toList();
        store.put(timers);
        List<Due> due = before(DUE.plusSeconds(100), 2).toList();
        for (int shard : ALL) {
            List<Instant> earliest = timers.stream()
                    .filter(timer -> store.shards().of(timer.key()) == shard)
                    .map(Timer::executeAt)
                    .sorted()
                    .limit(2)
                    .toList();
            assertThat(due.stream()
                            .filter(each -> store.shards().of(each.key()) == shard)
                            .map(Due::dueAt))
                    .containsExactlyElementsOf(earliest);
        }
        assertThat(store.due().before(DUE.plusSeconds(100), List.of(), 2)).isEmpty();
    }

    @Test
    void anAttemptIsTheTimerAsItIsNow() {
        store.put(List.of(timer("a", DUE)));
        Attempt first = attempt(claim("a")).orElseThrow();
        assertThat(first.timer()).isEqualTo(timer("a", DUE));
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.dueAt()).isEqualTo(DUE);
        assertThat(first.firstAt()).isEmpty();
        assertThat(attempt(claim("none"))).isEmpty();
    }

    @Test
    void aSettledTimerIsGone() {
        store.put(List.of(timer("a", DUE), timer("b", DUE)));
        Claim claim = claim("a");
        store.due().settle(List.of(removal(claim, attempt(claim).orElseThrow())));
        assertThat(store.get(List.of(claim.key()))).containsExactly(Optional.empty());
        assertThat(before(DUE.plusSeconds(1), 10).map(Due::key)).containsExactly(new TimerKey(group, "b"));
    }

    @Test
    void aTimerThatIsToBeTriedAgainIsDueThen() {
        store.put(List.of(timer("a", DUE)));
        Claim claim = claim("a");
        Attempt made = attempt(claim).orElseThrow();
        Instant again = DUE.plusSeconds(2);
        Instant first = DUE.plusNanos(5_000);
        store.due()
                .settle(List.of(new Settlement(
                        claim,
                        made.revision(),
                        Optional.of(new Settlement.Next(DUE, again, 1, Optional.of(first), DUE)))));
        Attempt next = attempt(claim).orElseThrow();
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.dueAt()).isEqualTo(again);
        assertThat(next.firstAt()).contains(first);
        assertThat(next.timer()).isEqualTo(timer("a", DUE));
        assertThat(before(again, 10)).isEmpty();
    }

    @Test
    void aRescheduledTimerHasItsNewInstant() {
        store.put(List.of(timer("a", DUE)));
        Claim claim = claim("a");
        Attempt made = attempt(claim).orElseThrow();
        Instant next = DUE.plusSeconds(60);
        store.due()
                .settle(List.of(new Settlement(
                        claim,
                        made.revision(),
                        Optional.of(new Settlement.Next(next, next, 0, Optional.empty(), next)))));
        assertThat(store.get(List.of(claim.key())).get(0).orElseThrow().executeAt())
                .isEqualTo(next);
        assertThat(attempt(claim).orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void aTimerChangedDuringItsAttemptIsLeftAsItIs() {
        store.put(List.of(timer("a", DUE)));
        Claim claim = claim("a");
        Attempt made = attempt(claim).orElseThrow();
        store.update(List.of(move("a", DUE.plusSeconds(9))));
        store.due().settle(List.of(removal(claim, made)));
        assertThat(attempt(claim).orElseThrow().dueAt()).isEqualTo(DUE.plusSeconds(9));
    }

    @Test
    void aTimerPutInThePlaceOfOneInFlightIsLeftAsItIs() {
        store.put(List.of(timer("a", DUE)));
        Claim claim = claim("a");
        Attempt made = attempt(claim).orElseThrow();
        store.delete(List.of(claim.key()));
        store.put(List.of(timer("a", DUE)));
        store.due().settle(List.of(removal(claim, made)));
        assertThat(attempt(claim)).isPresent();
    }

    @Test
    void anUpdateOfTheInstantBeginsWithTheFirstAttempt() {
        store.put(List.of(timer("a", DUE)));
        Claim claim = claim("a");
        retried(claim);
        store.update(List.of(move("a", DUE.plusSeconds(9))));
        Attempt next = attempt(claim).orElseThrow();
        assertThat(next.number()).isEqualTo(1);
        assertThat(next.firstAt()).isEmpty();
        assertThat(next.dueAt()).isEqualTo(DUE.plusSeconds(9));
    }

    @Test
    void anyOtherUpdateLeavesTheAttemptsAsTheyAre() {
        store.put(List.of(timer("a", DUE)));
        Claim claim = claim("a");
        retried(claim);
        store.update(List.of(new TimerChange(
                claim.key(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("{\"new\":1}"),
                Optional.empty(),
                Optional.empty(),
                DUE)));
        Attempt next = attempt(claim).orElseThrow();
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.dueAt()).isEqualTo(DUE.plusSeconds(2));
        assertThat(next.timer().payload()).contains("{\"new\":1}");
    }

    private void retried(Claim claim) {
        Attempt made = attempt(claim).orElseThrow();
        Settlement.Next next = new Settlement.Next(DUE, DUE.plusSeconds(2), 1, Optional.of(DUE), DUE);
        store.due().settle(List.of(new Settlement(claim, made.revision(), Optional.of(next))));
    }

    @Test
    void aDeposedOwnerCanNeitherFireNorRemove() {
        store.put(List.of(timer("a", DUE)));
        Claim old = claim("a");
        Attempt made = attempt(old).orElseThrow();
        store.leases().release(owner, ALL);
        store.leases().beat("other", TERM);
        store.leases().take("other", ALL);
        try {
            assertThat(attempt(old)).isEmpty();
            store.due().settle(List.of(removal(old, made)));
            assertThat(store.get(List.of(old.key())).get(0)).isPresent();
        } finally {
            store.leases().leave("other");
        }
    }

    @Test
    void aLeaseIsTakenFromNobodyWhoIsAlive() {
        store.leases().beat("other", TERM);
        store.leases().take("other", ALL);
        LeaseView other = store.leases().beat("other", TERM);
        assertThat(other.mine()).isEmpty();
        assertThat(other.free()).isEmpty();
        assertThat(other.instances()).containsExactlyInAnyOrder(owner, "other");
        store.leases().leave("other");
    }

    @Test
    void aLeaseTakenAgainIsAnother() {
        Lease before = store.leases().beat(owner, TERM).mine().get(0);
        store.leases().release(owner, List.of(before.shard()));
        assertThat(store.leases().beat(owner, TERM).free()).containsExactly(before.shard());
        store.leases().take(owner, ALL);
        assertThat(store.leases().beat(owner, TERM).mine())
                .hasSize(SHARDS)
                .doesNotContain(before)
                .anyMatch(lease -> lease.shard() == before.shard() && lease.version() > before.version());
    }

    @Test
    void anInstanceThatIsNotAliveHasNothing() {
        store.leases().beat(owner, Duration.ZERO);
        LeaseView other = store.leases().beat("other", TERM);
        assertThat(other.free()).containsExactlyElementsOf(ALL);
        assertThat(other.instances()).containsExactly("other");
        store.leases().take("other", ALL);
        assertThat(store.leases().beat(owner, TERM).mine()).isEmpty();
        store.leases().leave("other");
    }

    @Test
    void pendingTimersAreCounted() {
        store.put(List.of(timer("a", DUE), timer("b", DUE), timer("c", DUE)));
        assertThat(store.due().pending(ALL)).isEqualTo(3);
        int shard = store.shards().of(new TimerKey(group, "a"));
        assertThat(store.due().pending(List.of(shard))).isBetween(1L, 3L);
        assertThat(store.due().pending(List.of())).isZero();
    }
}
