package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Part;
import timerbench.harness.run.Percentile;

class GroupLatenessTest {
    private final GroupLateness groups = new GroupLateness();

    private void record(String group, int times, long lateness) {
        for (int i = 0; i < times; i++) {
            groups.record(group, lateness);
        }
    }

    @Test
    void theFiveGroupsWithTheMostCallbacksAreReportedTheLargestFirst() {
        for (int i = 1; i <= 7; i++) {
            record("g" + i, i * 100, i * 1_000L);
        }
        List<Part> largest = LedgerReport.largest(groups.parts());
        assertThat(largest).extracting(Part::name).containsExactly("g7", "g6", "g5", "g4", "g3");
        assertThat(largest.get(0).fired()).contains(700L);
        assertThat(largest.get(0).lateness().orElseThrow().mean()).isEqualTo(7_000);
        assertThat(largest.get(0).lateness().orElseThrow().max()).isEqualTo(7_000);
        assertThat(largest.get(0).lateness().orElseThrow().percentiles().get(Percentile.P95))
                .isBetween(6_930L, 7_000L);
    }

    @Test
    void groupsOfTheSameSizeAreInTheOrderOfTheirNames() {
        record("b", 1, 1);
        record("a", 1, 1);
        assertThat(LedgerReport.largest(groups.parts())).extracting(Part::name).containsExactly("a", "b");
    }

    @Test
    void aSingleGroupHasNoneBesideIt() {
        record("g", 10, 1);
        assertThat(LedgerReport.largest(groups.parts())).isEmpty();
    }

    @Test
    void callbacksThatDoNotNameTheirGroupAreInNone() {
        record("", 10, 1);
        record("a", 1, 1);
        record("b", 1, 1);
        assertThat(LedgerReport.largest(groups.parts())).extracting(Part::name).containsExactly("a", "b");
    }

    @Test
    void ofMoreGroupsThanHaveRoomTheFirstAreKept() {
        for (int i = 0; i < GroupLateness.MOST; i++) {
            record("g" + i, 1, 1);
        }
        record("too many", 1_000, 1);
        record("g77", 2, 1);
        assertThat(LedgerReport.largest(groups.parts()))
                .extracting(Part::name)
                .startsWith("g77")
                .doesNotContain("too many");
    }
}
