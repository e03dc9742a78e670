package timerbench.service.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import timerbench.service.store.Position;
import timerbench.service.timer.Micros;
import timerbench.service.timer.TimerKey;

class KeysTest {
    private static final Instant DUE = Instant.parse("2030-01-01T00:00:00.000001Z");

    @Test
    void placesAreInTheOrderOfPositions() {
        List<Position> positions = new ArrayList<>();
        for (String id : List.of(
                "a",
                "ab",
                "b",
                "\u0001",
                "\u007f",
                "\u0080",
                "é",
                "\u3fff",
                "\u4000",
                "\uffff",
                "😀",
                "\udbff\udfff")) {
            positions.add(new Position(DUE, id));
            positions.add(new Position(DUE, id + "a"));
            positions.add(new Position(DUE.plusNanos(1_000), id));
            positions.add(new Position(Instant.EPOCH, id));
            positions.add(new Position(Instant.EPOCH.minusSeconds(1), id));
        }
        Collections.shuffle(positions, new Random(1));
        List<Position> byPlace = new ArrayList<>(positions);
        byPlace.sort(Comparator.comparing(KeysTest::place, Keys::compare));
        Collections.sort(positions);
        assertThat(byPlace).isEqualTo(positions);
    }

    private static SdkBytes place(Position position) {
        return Keys.place("group", position.executeAt(), position.timerId());
    }

    @Test
    void theLongestIdFitsIntoASortKey() {
        assertThat(Keys.place("😀".repeat(255), DUE, "😀".repeat(255)).asByteArray())
                .hasSizeLessThan(1_024);
    }

    @Test
    void aGroupsPlacesLieBetweenItsEnds() {
        SdkBytes place = Keys.place("group", DUE, "a");
        assertThat(Keys.compare(Keys.first("group"), place)).isNegative();
        assertThat(Keys.compare(place, Keys.end("group"))).isNegative();
        assertThat(Keys.compare(place, Keys.end("group", DUE))).isPositive();
        assertThat(Keys.compare(place, Keys.end("group", DUE.plusNanos(1)))).isNegative();
        assertThat(Keys.compare(place, Keys.behind(place))).isNegative();
        assertThat(Keys.compare(Keys.behind(place), Keys.place("group", DUE, "a\u0001")))
                .isNegative();
    }

    @Test
    void keysThatReadAlikeInARowAreApart() {
        assertThat(Keys.of(new TimerKey("a", "bc"))).isNotEqualTo(Keys.of(new TimerKey("ab", "c")));
        assertThat(Keys.of(new TimerKey("a/b", "c"))).isNotEqualTo(Keys.of(new TimerKey("a", "b/c")));
    }

    @Test
    void instantsTooFarAwayAreTheFurthest() {
        assertThat(Micros.sinceEpochNotBefore(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.sinceEpoch(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Micros.instant(Micros.sinceEpoch(DUE))).isEqualTo(DUE);
    }
}
