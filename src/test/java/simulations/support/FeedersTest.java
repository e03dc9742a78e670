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
        assertThat(values(Feeders.groups(1), "groupId", 1_000))
                .contains("orders", "reminders", "subscriptions", "invoices", "sessions", "audits")
                .isEqualTo(values(Feeders.groups(1), "groupId", 1_000))
                .isNotEqualTo(values(Feeders.groups(2), "groupId", 1_000));
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
