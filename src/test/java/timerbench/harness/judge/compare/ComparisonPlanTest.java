package timerbench.harness.judge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;

class ComparisonPlanTest {
    private static final List<String> OPERATIONS = List.of("create", "read", "update", "delete", "mixed");

    private static ComparisonPlan plan(long seed) {
        return new ComparisonPlan(
                "database", Comparisons.variants("database", "a", "b", "c", "d"), OPERATIONS, 3, seed);
    }

    @Test
    void eachRepeatHasEveryVariantWithEveryOperationOnceInAnOrderOfItsOwn() {
        List<Cell> order = plan(1).order();
        List<List<String>> repeats = List.of(names(order, 1), names(order, 2), names(order, 3));
        assertThat(order).hasSize(60).doesNotHaveDuplicates();
        assertThat(order).isSortedAccordingTo((a, b) -> Integer.compare(a.repeat(), b.repeat()));
        assertThat(repeats)
                .allSatisfy(repeat -> assertThat(repeat).containsExactlyInAnyOrderElementsOf(repeats.get(0)));
        assertThat(new HashSet<>(repeats)).hasSize(3);
    }

    private static List<String> names(List<Cell> order, int repeat) {
        return order.stream()
                .filter(cell -> cell.repeat() == repeat)
                .map(cell -> cell.variant() + " " + cell.operation())
                .toList();
    }

    @Test
    void theSeedDecidesTheOrder() {
        assertThat(plan(1).order()).isEqualTo(plan(1).order()).isNotEqualTo(plan(2).order());
    }

    @Test
    void theBareDriverIsMeasuredBeforeEachCreateOfADatabaseThatHasOne() {
        ComparisonPlan plan = new ComparisonPlan(
                "database", Comparisons.variants("database", "memory", "postgres"), OPERATIONS, 1, 1);
        assertThat(plan.order().stream().filter(plan::asksBareDriver))
                .containsExactly(new Cell("postgres", "create", 1));
        assertThat(plan.asksBareDriver("create")).isTrue();
        assertThat(plan.asksBareDriver("read")).isFalse();
        ComparisonPlan memory =
                new ComparisonPlan("database", Comparisons.variants("database", "memory"), OPERATIONS, 1, 1);
        assertThat(memory.asksBareDriver("create")).isFalse();
    }

    @Test
    void nothingAndWhatStandsTwiceIsRefused() {
        List<Variant> twice = Comparisons.variants("database", "a", "a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComparisonPlan("database", twice, OPERATIONS, 1, 1))
                .withMessage("wanted at least one database and none twice, got a, a");
        List<Variant> one = Comparisons.variants("database", "a");
        assertThatIllegalArgumentException().isThrownBy(() -> new ComparisonPlan("database", one, List.of(), 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComparisonPlan("database", one, OPERATIONS, 0, 1))
                .withMessage("repeats must be at least 1, were 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Variant("../a", Map.of()));
    }
}
