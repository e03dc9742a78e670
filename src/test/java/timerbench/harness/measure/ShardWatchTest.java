package timerbench.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Part;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.targets.TargetHttp;

class ShardWatchTest {
    private static final String ONE = "http://one";
    private static final String TWO = "http://two";

    private final Map<String, String> pages = new HashMap<>();
    private final TargetHttp http = url -> {
        if (!pages.containsKey(url)) {
            throw new IOException("connection refused");
        }
        String page = pages.get(url);
        return new TargetHttp.Answer(page.isEmpty() ? 404 : 200, Optional.empty(), page);
    };
    private final ShardWatch watch = new ShardWatch(List.of(ONE, TWO), http, http);

    /** Serves metrics in which a shard's callbacks were each 2 ms late. */
    private void serve(String url, double started, long... fired) {
        StringBuilder text = new StringBuilder("process_start_time_seconds " + started + "\n");
        for (int shard = 0; shard < fired.length; shard++) {
            String label = "{shard=\"" + shard + "\"} ";
            text.append("timerbench_shard_fired_total")
                    .append(label)
                    .append(fired[shard])
                    .append('\n');
            text.append("timerbench_shard_lateness_seconds_count")
                    .append(label)
                    .append(fired[shard])
                    .append('\n');
            text.append("timerbench_shard_lateness_seconds_sum")
                    .append(label)
                    .append(fired[shard] * 0.002)
                    .append('\n');
        }
        pages.put(url + "/metrics", text.toString());
    }

    private void stores(String url, String... lines) {
        StringBuilder text = new StringBuilder("timerbench_service_timers_pending 1.0\n");
        for (String line : lines) {
            text.append("timerbench_shard_stored{shard=\"")
                    .append(line.replace(" ", "\"} "))
                    .append('\n');
        }
        pages.put(url + "/metrics/pending", text.toString());
    }

    private Trial complete() {
        return watch.complete(Trials.held(Duration.ofSeconds(2)));
    }

    private static Part part(Trial trial, Part.Kind kind, String name) {
        return trial.parts().stream()
                .filter(part -> part.kind() == kind && part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Double> value(Trial trial, String metric) {
        return trial.value(metric, MetricScope.trial());
    }

    private Trial measured() {
        serve(ONE, 1, 10, 0);
        serve(TWO, 2, 0, 5);
        watch.start();
        serve(ONE, 1, 40, 0);
        serve(TWO, 2, 0, 15);
        return complete();
    }

    @Test
    void whatShardsAndInstancesFiredSinceTheWarmUpIsMeasured() {
        stores(ONE, "0 7.0");
        stores(TWO, "1 1.0");
        Trial trial = measured();
        assertThat(part(trial, Part.Kind.SHARD, "0").fired()).contains(30L);
        assertThat(part(trial, Part.Kind.SHARD, "1").fired()).contains(10L);
        assertThat(part(trial, Part.Kind.INSTANCE, TWO).fired()).contains(10L);
        assertThat(part(trial, Part.Kind.SHARD, "0").latenessMean().orElseThrow())
                .isCloseTo(2_000, within(1e-6));
        assertThat(part(trial, Part.Kind.SHARD, "0").stored()).contains(7L);
        assertThat(part(trial, Part.Kind.INSTANCE, TWO).stored()).contains(1L);
        assertThat(value(trial, "firedByShardLargest")).contains(1.5);
        assertThat(value(trial, "firedByInstanceLargest")).contains(1.5);
        assertThat(value(trial, "storedByShardLargest")).contains(1.75);
        assertThat(value(trial, "storedByInstanceLargest")).contains(1.75);
        assertThat(trial.notes()).isEmpty();
    }

    @Test
    void storedTimersOfWhichNotAllShardsAreKnownAreNotMeasured() {
        stores(ONE, "0 7.0");
        stores(TWO);
        assertThat(part(measured(), Part.Kind.SHARD, "0").stored())
                .as("shard 1 has no owner")
                .isEmpty();
        stores(TWO, "0 6.0", "1 1.0");
        Trial moved = measured();
        assertThat(part(moved, Part.Kind.SHARD, "0").stored()).as("two owners").isEmpty();
        assertThat(value(moved, "storedByShardLargest")).isEmpty();
        assertThat(value(moved, "firedByShardLargest")).contains(1.5);
    }

    @Test
    void anInstanceThatWasRestartedMeanwhileIsANote() {
        serve(ONE, 1, 10, 0);
        serve(TWO, 2, 0, 5);
        watch.start();
        serve(TWO, 3, 0, 50);
        Trial trial = complete();
        assertThat(trial.parts()).isEmpty();
        assertThat(trial.metrics()).isEmpty();
        assertThat(trial.notes())
                .containsExactly("how evenly shards and instances share the work is not measured: http://two was"
                        + " restarted meanwhile and counts from 0");
    }

    @Test
    void anInstanceThatIsGoneIsANote() {
        serve(ONE, 1, 10, 0);
        serve(TWO, 2, 0, 5);
        watch.start();
        pages.remove(TWO + "/metrics");
        assertThat(complete().notes())
                .singleElement()
                .asString()
                .startsWith("how evenly shards and instances share the work is not measured: ")
                .contains("http://two", "connection refused");
    }

    @Test
    void aTargetThatDoesNotReportItsShardsIsLeftAlone() {
        serve(ONE, 1, 10, 0);
        pages.put(TWO + "/metrics", "up 1\n");
        watch.start();
        Trial trial = complete();
        assertThat(trial.parts()).isEmpty();
        assertThat(trial.notes()).isEmpty();
        pages.put(TWO + "/metrics", "");
        watch.start();
        assertThat(complete().notes()).as("it has no such page").isEmpty();
    }

    @Test
    void aTargetThatDoesNotReportItsShardsIsAskedNothingDuringTheLoad() {
        serve(ONE, 1, 10, 0);
        pages.put(TWO + "/metrics", "");
        watch.ask();
        pages.clear();
        watch.start();
        assertThat(complete().notes()).as("neither is there to be asked").isEmpty();
    }

    @Test
    void aLoadThatEndsInItsWarmUpHasNothingToMeasure() {
        assertThat(complete().notes()).isEmpty();
    }

    @Test
    void metricsThatCannotBeReadAreANote() {
        pages.put(ONE + "/metrics", "timerbench_shard_fired_total{shard=\"0\"} many\n");
        watch.start();
        assertThat(complete().notes())
                .singleElement()
                .asString()
                .contains("target http://one/metrics: line 1, timerbench_shard_fired_total{shard=\"0\"} many");
    }

    @Test
    void shardsAreInTheOrderOfTheirNumbers() {
        stores(ONE);
        stores(TWO);
        serve(ONE, 1, new long[11]);
        serve(TWO, 1, new long[11]);
        watch.start();
        assertThat(complete().parts().stream()
                        .filter(part -> part.kind() == Part.Kind.SHARD)
                        .map(Part::name))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }
}
