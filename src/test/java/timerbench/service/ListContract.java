package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.store.Page;
import timerbench.service.store.Position;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.Timer;

/** What every store promises of the lists of a group's timers. */
interface ListContract extends StoreContract {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20, 21, 1_000})
    default void pagesJoinWithoutGapOrRepeat(int limit) {
        List<Timer> timers = timersWithTies();
        List<Timer> read = new ArrayList<>();
        Optional<Position> after = Optional.empty();
        do {
            Page page = list(Optional.empty(), after, limit);
            assertThat(page.timers()).hasSizeLessThanOrEqualTo(limit);
            read.addAll(page.timers());
            after = page.end();
        } while (after.isPresent());
        assertThat(read).isEqualTo(timers);
    }

    @Test
    default void aPageStartsAfterAPlaceWhereNothingIsAnyMore() {
        List<Timer> timers = timersWithTies();
        for (int i = 0; i < timers.size(); i++) {
            store().timers().delete(List.of(timers.get(i).key()));
            Optional<Position> place = Optional.of(Position.of(timers.get(i)));
            assertThat(list(Optional.empty(), place, 2).timers())
                    .containsExactlyElementsOf(timers.subList(i + 1, Math.min(i + 3, timers.size())));
        }
    }

    @Test
    default void aListEndsBeforeItsInstant() {
        List<Timer> timers = timersWithTies();
        for (int second = 0; second <= 5; second++) {
            Instant end = DUE.plusSeconds(second);
            List<Timer> earlier = timers.stream()
                    .filter(timer -> timer.executeAt().isBefore(end))
                    .toList();
            assertThat(list(Optional.of(end), Optional.empty(), 100).timers()).isEqualTo(earlier);
        }
        Optional<Position> after = Optional.of(new Position(DUE.plusSeconds(2), "t"));
        assertThat(list(Optional.of(DUE.plusSeconds(2)), after, 100).timers()).isEmpty();
    }

    /** Puts twenty timers, four at each of five seconds, and returns them in their order. */
    private List<Timer> timersWithTies() {
        List<Timer> timers = IntStream.range(0, 20)
                .mapToObj(i -> timer("t%02d".formatted(i), DUE.plusSeconds(i / 4)))
                .toList();
        List<Timer> shuffled = new ArrayList<>(timers);
        Collections.shuffle(shuffled, new Random(1));
        store().timers().put(shuffled);
        return timers;
    }

    @Test
    default void aListBeginsAndEndsWithTheEdgesOfTheClock() {
        Timer first = timer("a", Instant.EPOCH);
        Timer second = timer("a".repeat(2), Instant.EPOCH);
        Timer last = timer("z", LAST);
        put(last, second, first);
        assertThat(list(Optional.empty(), Optional.empty(), 9).timers()).containsExactly(first, second, last);
        assertThat(list(Optional.of(LAST), Optional.empty(), 9).timers()).containsExactly(first, second);
        assertThat(list(Optional.of(Instant.EPOCH), Optional.empty(), 9).timers())
                .isEmpty();
        assertThat(list(Optional.empty(), Optional.of(Position.of(first)), 9).timers())
                .containsExactly(second, last);
        assertThat(list(Optional.empty(), Optional.of(Position.of(last)), 9).timers())
                .isEmpty();
    }

    @Test
    default void aTimerStandsWhereItsInstantIsNow() {
        put(timer("a", DUE), timer("b", DUE.plusSeconds(1)), timer("c", DUE.plusSeconds(2)));
        store().timers().update(List.of(move("a", DUE.plusSeconds(3))));
        put(timer("c", DUE.minusSeconds(1)));
        assertThat(list(Optional.empty(), Optional.empty(), 9).timers())
                .extracting(timer -> timer.key().timerId())
                .containsExactly("c", "b", "a");
        assertThat(list(Optional.empty(), Optional.empty(), 1).timers())
                .extracting(timer -> timer.key().timerId())
                .containsExactly("c");
    }

    @Test
    default void aPageOfLargePayloadsEndsBeforeItsLimitAndSaysSo() {
        String payload = "{\"a\":\"" + "x".repeat(60_000) + "\"}";
        for (int i = 0; i < 7; i++) {
            Timer small = timer("t" + i, DUE);
            put(newPayload(small.key(), payload).applyTo(small));
        }
        Page page = list(Optional.empty(), Optional.empty(), 100);
        // 256 KiB are four of these payloads and a part of a fifth.
        assertThat(page.timers()).hasSize(5);
        assertThat(list(Optional.empty(), page.end(), 100).timers()).hasSize(2);
    }

    private Page list(Optional<Instant> dueBefore, Optional<Position> after, int limit) {
        return store().timers().list(new TimerQuery(group(), dueBefore, after, limit));
    }
}
