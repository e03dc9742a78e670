package simulations.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.ExitCode;

class FeederCostTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int report(Map<String, Double> costs, double cpuSeconds) {
        return FeederCost.report(costs, cpuSeconds, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    void costsAreSharesOfWhatARequestCostsTheGenerator() {
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put("groups", 50.0);
        costs.put("payloads", 150.0);
        assertThat(report(costs, 10)).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "feeder          | ns per record | % of the generator's CPU at 10.0 CPU s per 100,000 requests",
                        "groups          |          50.0 | 0.050",
                        "payloads        |         150.0 | 0.150",
                        "sum             |         200.0 | 0.200",
                        "The generator is taken to spend 10.0 CPU s on 100,000 requests (100.0 µs on each):"
                                + " the first argument, 10.0 if there is none.");
    }

    @Test
    void aFeederOverTwoPercentIsNamedAndReachesTheExitCode() {
        assertThat(report(Map.of("dear", 2_000.0), 10)).isZero();
        assertThat(report(Map.of("dear", 2_001.0), 10)).isEqualTo(ExitCode.THRESHOLD_CROSSED);
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("over 2.0 %: dear" + System.lineSeparator());
        assertThat(report(Map.of("dear", 2_001.0), 20)).isZero();
    }

    @Test
    void feedersThatAreCheapEachMayCostMoreTogether() {
        assertThat(report(Map.of("one", 1_500.0, "other", 1_500.0), 10)).isZero();
    }

    @Test
    void everyFeederThatIsMeasuredGivesRecords() {
        assertThat(FeederCost.feeders())
                .containsOnlyKeys(
                        "groups", "newTimerIds", "payloads", "dueIn", "weighted", "skewed", "missingTimerIds");
        FeederCost.feeders()
                .values()
                .forEach(feeder -> assertThat(feeder.next()).isNotEmpty());
    }

    @Test
    void theArgumentIsOnePositiveNumberOrNone() {
        assertThat(FeederCost.cpuSeconds()).contains(10.0);
        assertThat(FeederCost.cpuSeconds("7.5")).contains(7.5);
        assertThat(FeederCost.cpuSeconds("0")).isEmpty();
        assertThat(FeederCost.cpuSeconds("NaN")).isEmpty();
        assertThat(FeederCost.cpuSeconds("many")).isEmpty();
        assertThat(FeederCost.cpuSeconds("1", "2")).isEmpty();
    }
}
