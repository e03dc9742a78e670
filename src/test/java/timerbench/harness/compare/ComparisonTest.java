package timerbench.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.Trials;
import timerbench.harness.result.Outcome;
import timerbench.harness.result.Period;
import timerbench.harness.result.Trial;
import timerbench.harness.result.WarmUp;

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
                .hasSize(Quantity.values().length)
                .allSatisfy(column -> assertThat(column.measured()).isEmpty());
        assertThat(nothing.loadSetting("concurrent")).isEmpty();
    }
}
