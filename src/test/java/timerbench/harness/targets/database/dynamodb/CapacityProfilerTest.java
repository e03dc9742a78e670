package timerbench.harness.targets.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.DatabaseLoad.Statement;

class CapacityProfilerTest {
    private final List<String> instances = new ArrayList<>();
    private final CapacityProfiler profiler = new CapacityProfiler("run-1", () -> List.copyOf(instances));

    private static String metrics(String operation, double units, int calls) {
        String labels = "{operation=\"" + operation + "\",table=\"run-1-timer\"} ";
        return "timerbench_service_dynamodb_capacity_units_total" + labels + units + "\n"
                + "timerbench_service_dynamodb_calls_total" + labels + calls + "\n";
    }

    @Test
    void whatRoseSinceTheStartIsToldOverAllInstances() {
        instances.add(metrics("Query", 5, 10));
        profiler.start();
        instances.set(0, metrics("Query", 5.5, 11) + metrics("BatchWriteItem", 300, 4));
        instances.add(metrics("Query", 1, 2));
        DatabaseLoad load = profiler.top(10);
        assertThat(load.unit()).isEqualTo("capacity units");
        assertThat(load.statements())
                .containsExactly(new Statement("BatchWriteItem timer", 4, 300), new Statement("Query timer", 3, 1.5));
        assertThat(profiler.top(1).statements()).hasSize(1);
    }

    @Test
    void whatDidNotRiseIsLeftOut() {
        instances.add(metrics("Query", 5, 10));
        profiler.start();
        assertThat(profiler.top(10).statements()).isEmpty();
    }
}
