package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Due;
import timerbench.service.store.Lease;
import timerbench.service.store.Settlement;
import timerbench.service.store.Store;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * What every store promises of timers as they come due. An entry that agrees with no timer may be found before an
 * instant where a timer has been put in the place of a pending one, and nowhere else.
 */
interface DueContract extends StoreContract {
    @Test
    default void whatIsDueIsFoundToTheMicrosecond() {
        put(timer("a", DUE), timer("b", DUE.plusNanos(1_000)));
        assertThat(before(DUE, 10)).isEmpty();
        assertThat(before(DUE.plusNanos(1_000), 10)).containsExactly(new Due(key("a"), DUE));
        assertThat(before(DUE.plusNanos(2_000), 10)).hasSize(2);
    }

    @Test
    default void eachShardsEarliestComeUpToTheLimit() {
        List<Timer> timers = IntStream.range(0, 40)
                .mapToObj(i -> timer("t" + i, DUE.plusSeconds(i)))
                .toList();
        store().timers().put(timers);
        List<Due> due = before(DUE.plusSeconds(100), 2).toList();
        for (int shard : ALL) {
            List<Instant> earliest = timers.stream()
                    .filter(timer -> store().shards().of(timer.key()) == shard)
                    .map(Timer::executeAt)
                    .sorted()
                    .limit(2)
                    .toList();
            assertThat(due.stream()
                            .filter(each -> store().shards().of(each.key()) == shard)
                            .map(Due::dueAt))
                    .containsExactlyElementsOf(earliest);
        }
        assertThat(store().due().before(DUE.plusSeconds(100), List.of(), 2)).isEmpty();
    }

    @Test
    default void anAttemptIsTheTimerAsItIsNow() {
        put(timer("a", DUE));
        Attempt first = attempt(claim("a")).orElseThrow();
        assertThat(first.timer()).isEqualTo(timer("a", DUE));
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.dueAt()).isEqualTo(DUE);
        assertThat(first.firstAt()).isEmpty();
        assertThat(attempt(claim("none"))).isEmpty();
    }

    @Test
    default void aSettledTimerIsGone() {
        put(timer("a", DUE), timer("b", DUE));
        Claim claim = claim("a");
        store().due().settle(List.of(removal(claim, attempt(claim).orElseThrow())));
        assertThat(store().timers().get(List.of(claim.key()))).containsExactly(Optional.empty());
        assertThat(before(DUE.plusSeconds(1), 10).map(Due::key)).containsExactly(key("b"));
    }

    @Test
    default void aTimerThatIsToBeTriedAgainIsDueThen() {
        put(timer("a", DUE));
        Claim claim = claim("a");
        Attempt made = attempt(claim).orElseThrow();
        Instant again = DUE.plusSeconds(2);
        Instant first = DUE.plusNanos(5_000);
        store().due()
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
    default void aTimerThatIsPutOffIsDueThenAndKeepsItsInstant() {
        put(timer("a", DUE));
        Claim claim = claim("a");
        Attempt made = attempt(claim).orElseThrow();
        Instant later = DUE.plusSeconds(2);
        settle(claim, made, new Settlement.Next(DUE, later, 0, Optional.empty(), DUE));
        assertThat(before(later, 10)).isEmpty();
        assertThat(before(later.plus(MICROSECOND), 10)).containsExactly(new Due(key("a"), later));
        Attempt next = attempt(claim(new Due(key("a"), later))).orElseThrow();
        assertThat(next.number()).isEqualTo(1);
        assertThat(next.dueAt()).isEqualTo(later);
        assertThat(next.firstAt()).isEmpty();
        assertThat(next.timer()).isEqualTo(timer("a", DUE));
    }

    @Test
    default void aRescheduledTimerHasItsNewInstant() {
        put(timer("a", DUE));
        Claim claim = claim("a");
        Attempt made = attempt(claim).orElseThrow();
        Instant next = DUE.plusSeconds(60);
        store().due()
                .settle(List.of(new Settlement(
                        claim,
                        made.revision(),
                        Optional.of(new Settlement.Next(next, next, 0, Optional.empty(), next)))));
        assertThat(store().timers()
                        .get(List.of(claim.key()))
                        .get(0)
                        .orElseThrow()
                        .executeAt())
                .isEqualTo(next);
        assertThat(attempt(claim).orElseThrow().number()).isEqualTo(1);
    }

    @Test
    default void aTimerChangedDuringItsAttemptIsLeftAsItIs() {
        put(timer("a", DUE));
        Claim claim = claim("a");
        Attempt made = attempt(claim).orElseThrow();
        store().timers().update(List.of(move("a", DUE.plusSeconds(9))));
        store().due().settle(List.of(removal(claim, made)));
        assertThat(attempt(claim).orElseThrow().dueAt()).isEqualTo(DUE.plusSeconds(9));
    }

    @Test
    default void aTimerPutInThePlaceOfOneInFlightIsLeftAsItIs() {
        put(timer("a", DUE));
        Claim claim = claim("a");
        Attempt made = attempt(claim).orElseThrow();
        store().timers().delete(List.of(claim.key()));
        put(timer("a", DUE));
        store().due().settle(List.of(removal(claim, made)));
        assertThat(attempt(claim)).isPresent();
    }

    @Test
    default void anUpdateOfTheInstantBeginsWithTheFirstAttempt() {
        put(timer("a", DUE));
        Claim claim = claim("a");
        retried(claim);
        store().timers().update(List.of(move("a", DUE.plusSeconds(9))));
        Attempt next = attempt(claim).orElseThrow();
        assertThat(next.number()).isEqualTo(1);
        assertThat(next.firstAt()).isEmpty();
        assertThat(next.dueAt()).isEqualTo(DUE.plusSeconds(9));
    }

    @Test
    default void anyOtherUpdateLeavesTheAttemptsAsTheyAre() {
        put(timer("a", DUE));
        Claim claim = claim("a");
        retried(claim);
        store().timers()
                .update(List.of(new TimerChange(
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
        store().due().settle(List.of(new Settlement(claim, made.revision(), Optional.of(next))));
    }

    @Test
    default void aDeposedOwnerCanNeitherFireNorRemove() {
        put(timer("a", DUE));
        Claim old = claim("a");
        Attempt made = attempt(old).orElseThrow();
        store().leases().release(owner(), ALL);
        store().leases().beat("other", TERM);
        store().leases().take("other", ALL);
        try {
            assertThat(attempt(old)).isEmpty();
            store().due().settle(List.of(removal(old, made)));
            assertThat(store().timers().get(List.of(old.key())).get(0)).isPresent();
        } finally {
            store().leases().leave("other");
        }
    }

    @Test
    default void pendingTimersAreCounted() {
        put(timer("a", DUE), timer("b", DUE), timer("c", DUE));
        Map<Integer, Long> counts = store().due().pending(ALL);
        Map<Integer, Long> expected = Stream.of("a", "b", "c")
                .collect(Collectors.groupingBy(id -> store().shards().of(key(id)), Collectors.counting()));
        assertThat(ALL)
                .allSatisfy(shard ->
                        assertThat(counts.getOrDefault(shard, 0L)).isEqualTo(expected.getOrDefault(shard, 0L)));
        int shard = store().shards().of(key("a"));
        assertThat(store().due().pending(List.of(shard))).isEqualTo(Map.of(shard, expected.get(shard)));
        assertThat(store().due().pending(List.of())).isEmpty();
    }

    /** Returns how many timers are pending in these shards together. */
    static long pending(Store store, Collection<Integer> shards) {
        return store.due().pending(shards).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2020-02-29T23:59:59.999999Z",
                "2030-01-01T00:00:00.000001Z",
                "9999-12-31T23:59:59.999999Z"
            })
    default void aTimerOfAnyInstantIsFoundTriedMovedAndSettled(Instant instant) {
        put(timer("a", instant));
        Due due = new Due(key("a"), instant);
        assertThat(before(instant, 1)).isEmpty();
        assertThat(before(instant.plus(MICROSECOND), 1)).containsExactly(due);
        Claim claim = claim(due);
        store().timers().update(List.of(move("a", DUE.plusSeconds(1))));
        assertThat(before(LAST.plus(MICROSECOND), 10)).containsExactly(new Due(key("a"), DUE.plusSeconds(1)));
        store().timers().update(List.of(move("a", instant)));
        Attempt made = attempt(claim).orElseThrow();
        assertThat(made.dueAt()).isEqualTo(instant);
        store().due().settle(List.of(removal(claim, made)));
        assertThat(before(LAST.plus(MICROSECOND), 10)).isEmpty();
        assertThat(get(key("a"))).isEmpty();
    }

    @Test
    default void aTimerPutInThePlaceOfAnotherIsTriedAtItsOwnInstantOnly() {
        put(timer("a", DUE));
        put(timer("a", DUE.plusSeconds(5)));
        List<Due> found = before(DUE.plusSeconds(6), 10).toList();
        assertThat(found).contains(new Due(key("a"), DUE.plusSeconds(5)));
        for (Due due : found) {
            assertThat(attempt(claim(due)).orElseThrow().dueAt()).isEqualTo(DUE.plusSeconds(5));
        }
        // Whatever was left of the first is gone since it was tried.
        assertThat(before(DUE.plusSeconds(6), 10)).containsExactly(new Due(key("a"), DUE.plusSeconds(5)));
    }

    @Test
    default void aTimerPutInThePlaceOfAnotherCanBeDueEarlier() {
        put(timer("a", DUE.plusSeconds(5)));
        put(timer("a", DUE));
        assertThat(before(DUE.plusSeconds(1), 10)).containsExactly(new Due(key("a"), DUE));
        Claim claim = claim("a");
        store().due().settle(List.of(removal(claim, attempt(claim).orElseThrow())));
        for (Due due : before(DUE.plusSeconds(6), 10).toList()) {
            assertThat(attempt(claim(due))).isEmpty();
        }
        assertThat(before(DUE.plusSeconds(6), 10)).isEmpty();
    }

    @Test
    default void aTimerTriedAgainAndAgainIsInOnePlaceOnly() {
        put(timer("a", DUE));
        for (int made = 1; made <= 3; made++) {
            Due due = before(LAST, 10).findFirst().orElseThrow();
            Claim claim = claim(due);
            Instant next = DUE.plusSeconds(made);
            settle(claim, attempt(claim).orElseThrow(), new Settlement.Next(DUE, next, made, Optional.of(DUE), DUE));
            assertThat(before(LAST, 10)).containsExactly(new Due(key("a"), next));
            assertThat(attempt(claim(new Due(key("a"), next))).orElseThrow().number())
                    .isEqualTo(made + 1);
        }
    }

    private void settle(Claim claim, Attempt made, Settlement.Next next) {
        store().due().settle(List.of(new Settlement(claim, made.revision(), Optional.of(next))));
    }

    @Test
    default void aSecondSettlementOfTheSameAttemptIsHarmless() {
        put(timer("a", DUE));
        Claim claim = claim("a");
        Settlement removal = removal(claim, attempt(claim).orElseThrow());
        store().due().settle(List.of(removal));
        store().due().settle(List.of(removal));
        put(timer("a", DUE));
        store().due().settle(List.of(removal));
        assertThat(attempt(claim)).isPresent();
    }

    @Test
    default void aHundredAreTriedAndSettledInOneCallEach() {
        List<TimerKey> keys = keys(100);
        store().timers().put(keys.stream().map(key -> timer(key, DUE)).toList());
        List<Claim> claims = claims(keys);
        List<Attempt> made = store().due().attempts(claims).stream()
                .map(Optional::orElseThrow)
                .toList();
        assertThat(made).extracting(attempt -> attempt.timer().key()).isEqualTo(keys);
        // Every third is removed, every third tried again, every third is another timer by now.
        store().timers()
                .update(everyThird(2, keys)
                        .map(key -> newPayload(key, "{\"new\":1}"))
                        .toList());
        store().due()
                .settle(IntStream.range(0, 100)
                        .mapToObj(i -> new Settlement(claims.get(i), made.get(i).revision(), fate(i)))
                        .toList());
        assertThat(before(LAST, 1_000))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                everyThird(1, keys).map(key -> new Due(key, DUE.plusSeconds(1))),
                                everyThird(2, keys).map(key -> new Due(key, DUE)))
                        .toList());
    }

    private static Optional<Settlement.Next> fate(int i) {
        return i % 3 == 0
                ? Optional.empty()
                : Optional.of(new Settlement.Next(DUE, DUE.plusSeconds(1), 1, Optional.of(DUE), DUE));
    }

    private static Stream<TimerKey> everyThird(int first, List<TimerKey> keys) {
        return IntStream.range(0, keys.size()).filter(i -> i % 3 == first).mapToObj(keys::get);
    }

    private List<Claim> claims(List<TimerKey> keys) {
        List<Lease> leases = store().leases().beat(owner(), TERM).mine().stream()
                .sorted(Comparator.comparing(Lease::shard))
                .toList();
        return keys.stream()
                .map(key -> new Claim(key, leases.get(store().shards().of(key)), DUE))
                .toList();
    }

    @Test
    default void manyThatAreDueAreAllFoundAFewAtATime() {
        List<TimerKey> keys = keys(60);
        store().timers().put(keys.stream().map(key -> timer(key, DUE)).toList());
        List<TimerKey> fired = new ArrayList<>();
        List<TimerKey> found = foundBefore(DUE.plusSeconds(1), 7);
        while (!found.isEmpty()) {
            List<Claim> claims = claims(found);
            List<Optional<Attempt>> made = store().due().attempts(claims);
            store().due()
                    .settle(IntStream.range(0, claims.size())
                            .mapToObj(i -> removal(claims.get(i), made.get(i).orElseThrow()))
                            .toList());
            fired.addAll(found);
            found = foundBefore(DUE.plusSeconds(1), 7);
        }
        assertThat(fired).containsExactlyInAnyOrderElementsOf(keys);
    }

    private List<TimerKey> foundBefore(Instant end, int limit) {
        return before(end, limit).map(Due::key).toList();
    }
}
