package timerbench.harness.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.live.LiveHistory;
import timerbench.harness.measure.live.LiveMetrics;
import timerbench.harness.measure.live.LoadState;
import timerbench.harness.measure.live.OperationMetrics;
import timerbench.harness.measure.monitor.ProcessMonitor;

class LiveJsonTest {
    private static final JsonArray TOO_FEW = new JsonArray().addNull().addNull().addNull();

    private final LiveMetrics metrics = new LiveMetrics();
    private final LiveHistory history = new LiveHistory(4, LiveJson.RECENT_SECONDS, metrics.reading(0));

    private static final class Holding implements LoadState {
        private double cpuSeconds = 1;
        private boolean watching = true;

        @Override
        public Optional<RunInfo> run() {
            return Optional.of(new RunInfo("run-1", "CallbackSimulation", "smoke", "PostgreSQL"));
        }

        @Override
        public Set<String> phases() {
            return Set.of("start", "hold", "end");
        }

        @Override
        public String phase() {
            return "hold";
        }

        @Override
        public Duration timeLeft() {
            return Duration.ofSeconds(12);
        }

        @Override
        public OptionalDouble rateAsked() {
            return OptionalDouble.of(50);
        }

        @Override
        public boolean isWatching() {
            return watching;
        }

        @Override
        public Map<String, ProcessMonitor.Reading> processes() {
            return Map.of(
                    "generator",
                    new ProcessMonitor.Reading(cpuSeconds, 200_000_000),
                    "database",
                    ProcessMonitor.Reading.NOTHING);
        }
    }

    private void read(double second) {
        history.add(metrics.reading(second));
    }

    private JsonObject now(double second) {
        read(second);
        return LiveJson.now(history);
    }

    private JsonObject point() {
        return LiveJson.point(history.intervals(), history.intervals().size() - 1);
    }

    private static void answer(OperationMetrics operation, int times, long millis) {
        for (int i = 0; i < times; i++) {
            operation.sent(true);
            operation.answered(millis, Optional.of("201"), Optional.empty());
        }
    }

    @Test
    void beforeTheLoadNothingIsKnownAndNothingIsZeroThatWasNotMeasured() {
        JsonObject now = now(1);

        assertThat(now.getString("phase")).isEmpty();
        assertThat(now.fieldNames())
                .doesNotContain("left", "sent", "answered", "failed", "owed", "timers", "lateness", "asked");
        assertThat(now.getJsonObject("memory")).isEmpty();
    }

    @Test
    void theLoadIsDescribedWithItsProcesses() {
        Holding load = new Holding();
        metrics.load(load);

        assertThat(now(1).getJsonObject("cpu")).isEmpty();
        load.cpuSeconds = 1.5;
        JsonObject now = now(3);

        assertThat(now.getString("phase")).isEqualTo("hold");
        assertThat(now.getDouble("left")).isEqualTo(12);
        assertThat(now.getJsonObject("run").getString("simulation")).isEqualTo("CallbackSimulation");
        assertThat(now.getJsonObject("memory")).isEqualTo(new JsonObject().put("generator", 200.0));
        assertThat(now.getJsonObject("cpu")).isEqualTo(new JsonObject().put("generator", 0.25));

        load.watching = false;
        assertThat(now(4).getJsonObject("cpu")).isEmpty();
        assertThat(now(5).getJsonObject("memory")).isEmpty();
    }

    @Test
    void requestsHaveRatesCountsAndPercentilesOfTheLastSecondsAndOfAll() {
        OperationMetrics create = metrics.operation("create", "POST");
        answer(create, 1_000, 10);
        read(2);
        answer(create, 100, 400);
        create.sent(true);
        create.ended(true);

        JsonObject now = now(14);
        JsonObject operation = now.getJsonObject("operations").getJsonObject("create");

        assertThat(now.getDouble("sent")).isCloseTo(101 / 12.0, withinPercentage(0.1));
        assertThat(now.getDouble("failed")).isCloseTo(1 / 12.0, withinPercentage(0.1));
        assertThat(operation.getDouble("answered")).isEqualTo(1_101);
        assertThat(operation.getInteger("count")).isEqualTo(1_100);
        assertThat(operation.getJsonArray("recent").getDouble(0)).isCloseTo(400, withinPercentage(1.2));
        assertThat(operation.getJsonArray("recent").getValue(2)).isNull();
        assertThat(operation.getJsonArray("all").getDouble(0)).isCloseTo(10, withinPercentage(1.2));
        assertThat(operation.getJsonArray("all").getDouble(2)).isCloseTo(400, withinPercentage(1.2));
    }

    @Test
    void aPointHasThePercentilesOfTenSecondsUpToIt() {
        OperationMetrics create = metrics.operation("create", "POST");
        answer(create, 10, 5);
        read(1);
        read(2);
        assertThat(point().getJsonObject("response").getJsonArray("create").getDouble(0))
                .isCloseTo(5, withinPercentage(1.2));
        assertThat(point().getDouble("sent")).isZero();

        read(14);
        assertThat(point().getJsonObject("response").getJsonArray("create")).isEqualTo(TOO_FEW);
    }

    @Test
    void eachPromiseThatIsKeptIsZeroIfThereAreCallbacks() {
        var unused = metrics.callbacks(() -> 9, () -> 4);

        JsonObject now = now(1);

        assertThat(now.getDouble("owed")).isEqualTo(4);
        assertThat(now.getJsonObject("lateness").getJsonArray("recent")).isEqualTo(TOO_FEW);
        assertThat(now.getJsonObject("timers"))
                .isEqualTo(new JsonObject()
                        .put("acknowledged", 9.0)
                        .put("after_delete", 0.0)
                        .put("after_update", 0.0)
                        .put("duplicate", 0.0)
                        .put("early", 0.0)
                        .put("fired", 0.0)
                        .put("lost", 0.0)
                        .put("unknown", 0.0));
    }
}
