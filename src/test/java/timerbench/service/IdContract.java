package timerbench.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import timerbench.service.store.Due;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

/**
 * What every store promises of ids: any well-formed text of 1 to 255 code points but U+0000, each told from all
 * others.
 */
interface IdContract extends StoreContract {
    int LONGEST = 255;

    /** Some look alike, begin alike, or mean something to one database or another. */
    List<String> IDS = List.of(
            "a",
            "A",
            "a ",
            " a",
            "a b",
            "a\u00a0b",
            "á",
            "a\u0301",
            "ß",
            "ss",
            "İ",
            "i\u0307",
            "ﬁ",
            "fi",
            "漢字",
            "\u0001",
            "\t",
            "\n",
            "\r\n",
            "'",
            "\"",
            "`",
            "\\",
            "\\0",
            "/",
            "a/b",
            "#",
            "a#b",
            "|",
            "a|b",
            ":",
            "a:b",
            ";",
            ",",
            "%",
            "_",
            "*",
            "?",
            "$",
            "$a",
            "a.b",
            "...",
            "{}",
            "[]",
            "NULL",
            "null",
            "0",
            "00",
            "-1",
            "1e3",
            "\u007f",
            "\u0080",
            "\u200b",
            "a\u200b",
            "\u202e",
            "\ud7ff",
            "\ue000",
            "\uf8ff",
            "\ufeff",
            "\ufffd",
            "\uffff",
            "\ud800\udc00",
            "😀",
            "👩\u200d👧",
            "\udbff\udfff",
            "a😀",
            "a\uffff");

    @Test
    default void anyIdIsKeptAndToldFromAllOthers() {
        List<Timer> timers = IDS.stream().map(id -> timer(id, DUE)).toList();
        store().timers().put(timers);
        assertThat(store().timers().get(timers.stream().map(Timer::key).toList()))
                .isEqualTo(timers.stream().map(Optional::of).toList());
        assertThat(before(DUE.plusSeconds(1), 1_000).map(Due::key))
                .containsExactlyInAnyOrderElementsOf(
                        timers.stream().map(Timer::key).toList());
        for (int i = 0; i < IDS.size(); i++) {
            assertThat(store().timers().delete(List.of(timers.get(i).key()))).containsExactly(true);
            assertThat(listed(group())).hasSize(IDS.size() - i - 1);
        }
    }

    @Test
    default void tiesAreListedInCodePointOrder() {
        List<String> shuffled = new ArrayList<>(IDS);
        Collections.shuffle(shuffled, new Random(1));
        store().timers().put(shuffled.stream().map(id -> timer(id, DUE)).toList());
        // The bytes of UTF-8 are in the order of the code points.
        Comparator<String> byCodePoint = (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
        assertThat(listed(group()).map(TimerKey::timerId))
                .containsExactlyElementsOf(IDS.stream().sorted(byCodePoint).toList());
    }

    @Test
    default void anyIdCanNameAGroup() {
        List<TimerKey> keys = IDS.stream()
                .map(id -> new TimerKey(id + group(), "t"))
                .flatMap(key -> Stream.of(key, new TimerKey(key.groupId(), "u")))
                .toList();
        store().timers().put(keys.stream().map(key -> timer(key, DUE)).toList());
        for (TimerKey key : keys) {
            assertThat(listed(key.groupId()))
                    .containsExactly(new TimerKey(key.groupId(), "t"), new TimerKey(key.groupId(), "u"));
        }
    }

    @Test
    default void groupAndIdAreNeverMixedUp() {
        List<TimerKey> keys = Stream.of("", " ", "/", "#", "|", ":", "-", "\u0001", "\uffff")
                .flatMap(mark -> Stream.of(
                        new TimerKey(group() + mark + "1", "2" + mark + "3"),
                        new TimerKey(group() + mark + "1" + mark + "2", "3" + mark),
                        new TimerKey(group(), mark + "1" + mark + "2" + mark + "3")))
                .distinct()
                .toList();
        store().timers().put(keys.stream().map(key -> timer(key, DUE)).toList());
        assertThat(store().timers().get(keys))
                .isEqualTo(
                        keys.stream().map(key -> Optional.of(timer(key, DUE))).toList());
        assertThat(store().timers().delete(keys)).hasSize(keys.size()).containsOnly(true);
    }

    @Test
    default void theLongestIdsAreKeptAndDifferAtTheirEnds() {
        String longest = longest(new Random(1));
        List<TimerKey> keys = Stream.of("\udbff\udffe", "\udbff\udfff", "z")
                .flatMap(end -> Stream.of(new TimerKey(longest + end, longest), new TimerKey(longest, longest + end)))
                .toList();
        store().timers().put(keys.stream().map(key -> timer(key, DUE)).toList());
        assertThat(store().timers().get(keys))
                .isEqualTo(
                        keys.stream().map(key -> Optional.of(timer(key, DUE))).toList());
        assertThat(listed(longest))
                .extracting(key -> key.timerId().substring(longest.length()))
                .containsExactly("z", "\udbff\udffe", "\udbff\udfff");
        List<TimerKey> due = before(DUE.plusSeconds(1), 10).map(Due::key).toList();
        assertThat(due).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(store().timers().delete(keys)).containsOnly(true);
    }

    /** Returns an id one short of the longest, of characters that take four bytes each and cannot be compressed. */
    private static String longest(Random random) {
        return random.ints(LONGEST - 1, Character.MIN_SUPPLEMENTARY_CODE_POINT, Character.MAX_CODE_POINT + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Stream<TimerKey> listed(String groupId) {
        return store()
                .timers()
                .list(new TimerQuery(groupId, Optional.empty(), Optional.empty(), 1_000))
                .timers()
                .stream()
                .map(Timer::key);
    }
}
