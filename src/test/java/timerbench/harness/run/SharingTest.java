package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Sharing.Figure;

class SharingTest {
    private static Part part(Part.Kind kind, int number, Optional<Long> stored, long fired) {
        return new Part(kind, Integer.toString(number), stored, Optional.of(fired), Optional.empty(), Optional.empty());
    }

    private static List<Part> shards(long... fired) {
        List<Part> parts = new ArrayList<>();
        for (long count : fired) {
            parts.add(part(Part.Kind.SHARD, parts.size(), Optional.empty(), count));
        }
        return parts;
    }

    private static Map<String, Double> metrics(Sharing sharing, List<Part> parts) {
        return sharing.metrics(parts).stream()
                .collect(Collectors.toMap(Metric::name, metric -> ((Measured.Value) metric.measured()).value()));
    }

    @Test
    void evenCountsHaveALargestOfTheMeanAndAJainOfOne() {
        assertThat(metrics(Sharing.FIRED_BY_SHARD, shards(50, 50, 50, 50)))
                .containsEntry("firedByShardLargest", 1.0)
                .containsEntry("firedByShardVariation", 0.0)
                .containsEntry("firedByShardJain", 1.0)
                .containsEntry("firedByShardChiSquareP", 1.0);
    }

    @Test
    void oneShardThatHasAllHasAsManyTimesTheMeanAsThereAreShards() {
        Map<String, Double> metrics = metrics(Sharing.FIRED_BY_SHARD, shards(400, 0, 0, 0));
        assertThat(metrics).containsEntry("firedByShardLargest", 4.0).containsEntry("firedByShardJain", 0.25);
        assertThat(metrics.get("firedByShardChiSquareP")).isCloseTo(0, within(1e-9));
        assertThat(metrics.get("firedByShardLargestAtRandom")).isBetween(1.0, 1.2);
        assertThat(metrics.get("firedByShardLargestAtRandomHigh"))
                .isBetween(metrics.get("firedByShardLargestAtRandom"), 1.4);
    }

    @Test
    void oneCountOrNoneOrAnUnknownOneIsNotMeasured() {
        assertThat(Sharing.FIRED_BY_SHARD.metrics(shards(5))).as("one shard").isEmpty();
        assertThat(Sharing.FIRED_BY_SHARD.metrics(shards(0, 0)))
                .as("nothing fired")
                .isEmpty();
        assertThat(Sharing.STORED_BY_SHARD.metrics(shards(5, 5))).as("unknown").isEmpty();
        List<Part> oneUnknown =
                List.of(part(Part.Kind.SHARD, 0, Optional.of(9L), 1), part(Part.Kind.SHARD, 1, Optional.empty(), 1));
        assertThat(Sharing.STORED_BY_SHARD.metrics(oneUnknown)).isEmpty();
        assertThat(Sharing.FIRED_BY_INSTANCE.metrics(oneUnknown))
                .as("no instances")
                .isEmpty();
    }

    @Test
    void eachMetricHasANameForPeople() {
        assertThat(MetricName.of(Sharing.STORED_BY_INSTANCE.metric(Figure.LARGEST), MetricScope.trial()))
                .isEqualTo("stored timers by instance: largest share over the mean");
        assertThat(MetricName.of(Sharing.FIRED_BY_SHARD.metric(Figure.CHI_SQUARE_P)))
                .isEqualTo("callbacks by shard: p of the chi-square test");
    }
}
