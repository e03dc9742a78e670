package timerbench.harness.judge.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.scaling.SweepPlan.Cell;
import timerbench.harness.judge.scaling.SweepPlan.What;

class SweepPlanTest {
    private static final Axis INSTANCES = Sweeps.axis("instances", "1", "2", "4");
    private static final Axis PENDING = Sweeps.axis("pending", "1000", "2000");

    private static void assertRefused(Measure measure, What what, int repeats, String message, Axis... axes) {
        assertThatThrownBy(() -> Sweeps.plan(measure, what, repeats, axes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void twoAxesMakeAGridAndMoreAreRefused() {
        assertThat(Sweeps.plan(Measure.CAPACITY, What.NOTHING, 1, INSTANCES, PENDING)
                        .points())
                .extracting(Point::values)
                .containsExactly(
                        List.of("1", "1000"),
                        List.of("2", "1000"),
                        List.of("4", "1000"),
                        List.of("1", "2000"),
                        List.of("2", "2000"),
                        List.of("4", "2000"));
        Axis third = Sweeps.axis("service.shards", "1", "2");
        assertRefused(
                Measure.CAPACITY,
                What.NOTHING,
                1,
                "wanted one axis, or two that make a grid; there are 3",
                INSTANCES,
                PENDING,
                third);
        assertRefused(Measure.CAPACITY, What.NOTHING, 1, "both axes are instances", INSTANCES, INSTANCES);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertRefused(Measure.CAPACITY, What.NOTHING, 0, "repeats must be at least 1, were 0", INSTANCES);
        assertRefused(
                Measure.CAPACITY,
                What.operation("create"),
                1,
                "an operation goes with throughput, and with nothing else",
                INSTANCES);
        assertRefused(Measure.DEMAND, What.NOTHING, 1, "a rate goes with demand, and with nothing else", INSTANCES);
        assertRefused(Measure.DEMAND, What.rate(-1), 1, "the rate must be above 0, was -1.0", INSTANCES);
        assertRefused(
                Measure.DEMAND,
                What.rate(5),
                1,
                "demand is the least value of one axis, there are two",
                INSTANCES,
                PENDING);
    }

    @Test
    void eachRepeatHasAllPointsInAnOrderOfItsOwn() {
        SweepPlan plan = Sweeps.plan(Measure.CAPACITY, What.NOTHING, 6, INSTANCES);
        Map<Integer, List<String>> order = plan.order().stream()
                .collect(Collectors.groupingBy(
                        Cell::repeat, Collectors.mapping(cell -> cell.point().first(), Collectors.toList())));
        assertThat(order.values()).allSatisfy(repeat -> assertThat(repeat).containsExactlyInAnyOrder("1", "2", "4"));
        assertThat(order.values().stream().distinct()).hasSizeGreaterThan(1);
        assertThat(plan.order())
                .isEqualTo(Sweeps.plan(Measure.CAPACITY, What.NOTHING, 6, INSTANCES)
                        .order());
        assertThat(plan.order()).extracting(Cell::folder).doesNotHaveDuplicates();
    }

    @Test
    void anAxisHasTwoDifferentNumbersAtLeast() {
        for (String values : List.of("1", "1,x", "1,-2", "1,")) {
            assertThatThrownBy(() -> Sweeps.axis("instances", values.split(",", -1)))
                    .hasMessage("instances: got \"" + values + "\", wanted at least two numbers, such as 1,2,4");
        }
        assertThatThrownBy(() -> Sweeps.axis("instances", "1", "1.0"))
                .hasMessage("instances: wanted different values, got 1 and 1.0");
        assertThatThrownBy(() -> Sweeps.axis("docker.service.memory", "1g", "1024m"))
                .hasMessage("docker.service.memory: wanted different values, got 1g and 1024m");
    }

    @Test
    void limitsOfContainersImplyContainers() {
        assertThat(Sweeps.axis("docker.service.cpus", "0.5", "1").implied())
                .containsExactly(Map.entry("timerbench.docker.service.contained", "true"));
        assertThat(Sweeps.axis("docker.database.cpus", "0.5", "1").implied())
                .containsExactly(Map.entry("timerbench.provision", "docker"));
        assertThat(INSTANCES.implied()).isEmpty();
        assertThat(INSTANCES.isOfResources()).isTrue();
        assertThat(PENDING.isOfResources()).isFalse();
    }
}
