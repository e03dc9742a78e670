package simulations.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.load.DueRange;
import timerbench.harness.targets.MissingIds;
import timerbench.settings.SettingsException;

class FeedersTest {
    @Test
    void groupsComeAsOftenAsTheirWeightsSay() {
        Iterator<Map<String, Object>> groups = Feeders.weighted("groupId", Map.of("often", 3.0, "seldom", 1.0), 7);
        int often = 0;
        for (int i = 0; i < 10_000; i++) {
            often += groups.next().get("groupId").equals("often") ? 1 : 0;
        }
        assertThat(often).isCloseTo(7_500, Offset.offset(200));
    }

    /** A timer's answer, change and due time are drawn by feeders with the same seed. */
    @Test
    void valuesUnderOneKeyDoNotDependOnThoseUnderAnother() {
        Map<String, Double> halves = Map.of("a", 1.0, "b", 1.0);
        DueRange due = new DueRange(Duration.ZERO, Duration.ofMillis(1));
        List<Object> behaviours = values(Feeders.weighted("behaviour", halves, 1), "behaviour", 10_000);
        List<Object> changes = values(Feeders.weighted("change", halves, 1), "change", 10_000);
        List<Object> dueIn = values(Feeders.dueIn(due, 1), "dueIn", 10_000);
        assertThat(IntStream.range(0, 10_000).filter(i -> behaviours.get(i).equals(changes.get(i))))
                .hasSizeBetween(4_800, 5_200);
        assertThat(IntStream.range(0, 10_000)
                        .filter(i ->
                                behaviours.get(i).equals("a") == dueIn.get(i).equals(Duration.ZERO)))
                .hasSizeBetween(4_800, 5_200);
    }

    @Test
    void groupsComeFromTheirFile() {
        assertThat(values(Feeders.groups(0, 1), "groupId", 1_000))
                .contains("orders", "reminders", "subscriptions", "invoices", "sessions", "audits")
                .isEqualTo(values(Feeders.groups(0, 1), "groupId", 1_000))
                .isNotEqualTo(values(Feeders.groups(0, 2), "groupId", 1_000));
    }

    @Test
    void theHotGroupHasItsShareAndTheOthersShareTheRestByTheirWeights() {
        int draws = 100_000;
        Map<Object, Long> counts = values(Feeders.groups(0.7, 1), "groupId", draws).stream()
                .collect(Collectors.groupingBy(group -> group, Collectors.counting()));
        Map<String, Double> expected = Map.of(
                "orders", 0.7,
                "reminders", 0.3 * 25 / 60,
                "subscriptions", 0.3 * 15 / 60,
                "invoices", 0.3 * 10 / 60,
                "sessions", 0.3 * 7 / 60,
                "audits", 0.3 * 3 / 60);
        assertThat(counts).hasSize(6);
        // Five standard deviations of a binomial count.
        expected.forEach((group, share) -> assertThat((double) counts.get(group))
                .isCloseTo(draws * share, Offset.offset(5 * Math.sqrt(draws * share * (1 - share)))));
    }

    @Test
    void aHotGroupOfThreeTenthsHasFewerThanItsWeightWouldGiveIt() {
        assertThat(values(Feeders.groups(0.3, 1), "groupId", 10_000).stream()
                        .filter("orders"::equals)
                        .count())
                .isBetween(2_770L, 3_230L);
    }

    @Test
    void allTimersMayBeInTheHotGroupAndWithoutOneTheWeightsHold() {
        assertThat(values(Feeders.groups(1, 1), "groupId", 100)).containsOnly("orders");
        assertThat(values(Feeders.groups(0, 1), "groupId", 100))
                .isEqualTo(values(Feeders.weighted("groupId", Feeders.groupWeights(), 1), "groupId", 100));
    }

    /** The draws of earlier releases: a changed order would make runs of the same seed incomparable. */
    @Test
    void withoutAHotGroupTheDrawsOfASeedAreTheSameAsEver() {
        assertThat(values(Feeders.groups(0, 1), "groupId", 8))
                .containsExactly(
                        "orders", "orders", "orders", "orders", "reminders", "orders", "orders", "subscriptions");
    }

    @Test
    void aHotGroupNeedsAnotherForTheRest() {
        assertThatThrownBy(() -> Feeders.withHotGroup(Map.of("orders", 1.0), 0.5))
                .isInstanceOf(SettingsException.class)
                .hasMessage("timerbench.timers.hotGroup: got 0.5, wanted 0 or 1: feeders/groups.csv has no other group"
                        + " for the rest");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aHotGroupIsAShare(double share) {
        assertThatThrownBy(() -> new TimerSettings(Duration.ofHours(1), Duration.ofHours(1), "", 1, false, share, 1))
                .hasMessage("hotGroup must be a share from 0 to 1, was " + share);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a\u0001b"})
    void aGroupThatCannotStandInAPathIsRefused(String id) {
        assertThatThrownBy(() -> Weights.parsed(
                        "groups.csv",
                        ("groupId,weight\norders,1\n" + id + ",1").getBytes(StandardCharsets.UTF_8),
                        "groupId",
                        Feeders::groupId))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("groups.csv, line 3, column 1: groupId ");
    }

    @Test
    void aGroupMayHaveAnyOtherNameOfUpTo255Characters() {
        for (String id : List.of("%2e", "a/b", "größe 😀", "...", "x".repeat(255))) {
            assertThat(Feeders.groupId(id)).isEqualTo(id);
        }
        assertThatThrownBy(() -> Feeders.groupId("x".repeat(256)))
                .hasMessage("must have at most 255 characters, none of them a control character, has 256");
    }

    private static List<Object> values(Iterator<Map<String, Object>> feeder, String key, int count) {
        return Stream.generate(feeder::next)
                .limit(count)
                .map(row -> row.get(key))
                .toList();
    }

    @Test
    void timerIdsNeverRepeatAcrossFeeders() {
        Iterator<Map<String, Object>> one = Feeders.newTimerIds();
        Iterator<Map<String, Object>> two = Feeders.newTimerIds();
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.add(one.next().get("timerId"))).isTrue();
            assertThat(seen.add(two.next().get("timerId"))).isTrue();
        }
    }

    @Test
    void skewedNumbersComeAsOftenAsZipfsLawSays() {
        int size = 100;
        double exponent = 0.8;
        int draws = 200_000;
        int[] counts = new int[size];
        values(Feeders.skewed("timer", size, exponent, 1), "timer", draws).forEach(k -> counts[(Integer) k]++);
        double total = IntStream.range(0, size)
                .mapToDouble(k -> Math.pow(k + 1, -exponent))
                .sum();
        for (int k = 0; k < size; k++) {
            double expected = draws * Math.pow(k + 1, -exponent) / total;
            // Five standard deviations of a count of seldom events (Poisson).
            assertThat((double) counts[k]).isCloseTo(expected, Offset.offset(5 * Math.sqrt(expected)));
        }
    }

    @Test
    void skewedNumbersAreTheSameForASeed() {
        List<Object> numbers = values(Feeders.skewed("timer", 1_000, 1, 1), "timer", 100);
        assertThat(numbers)
                .isEqualTo(values(Feeders.skewed("timer", 1_000, 1, 1), "timer", 100))
                .isNotEqualTo(values(Feeders.skewed("timer", 1_000, 1, 2), "timer", 100));
    }

    @Test
    void payloadsAreTheSameForASeedAndAreJsonObjects() throws IOException {
        assertThat(Payloads.pool(50, 1)).isEqualTo(Payloads.pool(50, 1)).isNotEqualTo(Payloads.pool(50, 2));
        for (String payload : Payloads.pool(50, 1)) {
            assertThat(new ObjectMapper().readTree(payload).isObject()).isTrue();
        }
    }

    @Test
    void anIdThatNoTimerHasIsAlsoTheReference() {
        Map<String, Object> fed = Feeders.missingIds(new MissingIds()).next();
        assertThat(fed.get("reference")).isEqualTo(fed.get("timerId"));
    }
}
