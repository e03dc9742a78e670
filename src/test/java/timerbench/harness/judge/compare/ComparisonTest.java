package timerbench.harness.judge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.compare.Column.Entry;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.run.WarmUp;

class ComparisonTest {
    @Test
    void missingVariantsAreNotRunAndDoNotMakeItIncomplete() {
        Comparison comparison = Comparisons.databases();
        assertThat(comparison.cells())
                .hasSize(18)
                .noneMatch(cell -> cell.variant().equals("mongodb"));
        assertThat(comparison.isComplete()).isTrue();
        assertThat(Comparisons.sweep().isComplete()).isFalse();
    }

    @Test
    void theFiguresOfAFailedRunDoNotCount() {
        Column create = Comparisons.databases().columns("create").get(0);
        assertThat(create.entry("cassandra").repeats()).containsOnlyKeys(1, 3);
        assertThat(Comparisons.databases().failures())
                .extracting(failed -> failed.cell().text())
                .containsExactly("cassandra create, repeat 2");
    }

    /** By hand, PostgreSQL: 5,050 of 12,500, 5,100 of 12,000 and 5,150 of 11,500. */
    @Test
    void theShareOfTheBareDriverIsTheMedianOfTheRatiosOfEachRepeat() {
        Comparison comparison = Comparisons.databases();
        Entry postgres = Column.of(ComparedMetric.THROUGHPUT_TO_BARE, comparison.columns("create"))
                .entry("postgres");
        assertThat(postgres.repeats().get(1)).isEqualTo(5_050 / 12_500.0);
        assertThat(postgres.median().orElseThrow().value()).isEqualTo(5_100 / 12_000.0);
        // 8,000 of 10,000 and 7,000 of 20,000; 7,500 of 15,000 would be 0.5.
        Entry dynamodb = Column.of(ComparedMetric.THROUGHPUT_TO_BARE, comparison.columns("create"))
                .entry("dynamodb");
        assertThat(dynamodb.median().orElseThrow().value()).isCloseTo(0.575, within(1e-12));
    }

    @Test
    void theBareDriverIsHeldAgainstCreatesOnDatabasesAndNothingElse() {
        assertThat(Comparisons.databases().quantities("create")).contains(ComparedMetric.BARE_DRIVER);
        assertThat(Comparisons.databases().quantities("mixed")).isNotEmpty().noneMatch(ComparedMetric::isOfBareDriver);
        assertThat(Comparisons.sweep().quantities("create")).isNotEmpty().noneMatch(ComparedMetric::isOfBareDriver);
    }

    @Test
    void aBareDriverThatFailedLeavesTheRunAndItsReason() {
        assertThat(Comparisons.databases().bareFailures()).singleElement().satisfies(failed -> {
            assertThat(failed.cell().text()).isEqualTo("dynamodb create, repeat 3");
            assertThat(failed.trial()).isPresent();
            assertThat(failed.bare().orElseThrow().failure()).contains("the bare driver failed: <i>throttled</i>");
        });
    }

    @Test
    void aRunThatWasCutShortHasFailedForThatReason() {
        Period measured = new Period(Trials.START, Trials.START.plusSeconds(1));
        Trial cut = new Trial(1, measured, Optional.empty(), Outcome.cutShort("the database ended"), new WarmUp(0, 0));
        CellResult result =
                CellResult.of(new Cell("postgres", "create", 1), Comparisons.run(Comparisons.postgres(), cut));
        assertThat(result.failure()).contains("the database ended");
        assertThat(result.trial()).isEmpty();
    }

    @Test
    void whetherItIsAnEmulatorIsWhatTheRunsSay() {
        assertThat(Comparisons.databases().isEmulator("dynamodb")).isTrue();
        assertThat(Comparisons.databases().isEmulator("postgres")).isFalse();
        assertThat(Comparisons.databases().isEmulator("mongodb")).isFalse();
    }

    @Test
    void withoutAnyRunThereAreColumnsWithoutFigures() {
        ComparisonPlan plan = Comparisons.databases().plan();
        Comparison nothing = new Comparison("compare-1", plan, Map.of(), Map.of(), List.of());
        assertThat(nothing.columns("create"))
                .hasSize(nothing.quantities("create").size())
                .allSatisfy(column -> assertThat(column.measured()).isEmpty());
        assertThat(nothing.loadSetting("concurrent")).isEmpty();
    }
}
