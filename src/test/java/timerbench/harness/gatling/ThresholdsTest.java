package timerbench.harness.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    private static Thresholds thresholds(double errorRate) {
        return new Thresholds(Duration.ofMillis(100), Duration.ofSeconds(1), errorRate);
    }

    private static List<String> assertions(String... requests) {
        return thresholds(0.005).assertions(requests).stream()
                .map(each -> each.asScala().toString())
                .toList();
    }

    @Test
    void everyRequestIsHeldToAll() {
        assertThat(assertions("create", "read missing"))
                .containsExactly(
                        "Assertion(Details(List(create)),Time(ResponseTime,Percentile(95.0)),Lte(100.0))",
                        "Assertion(Details(List(create)),Time(ResponseTime,Percentile(99.0)),Lte(1000.0))",
                        "Assertion(Details(List(create)),Percent(FailedRequests),Lte(0.5))",
                        "Assertion(Details(List(read missing)),Time(ResponseTime,Percentile(95.0)),Lte(100.0))",
                        "Assertion(Details(List(read missing)),Time(ResponseTime,Percentile(99.0)),Lte(1000.0))",
                        "Assertion(Details(List(read missing)),Percent(FailedRequests),Lte(0.5))");
    }

    @Test
    void withoutRequestsThereIsNothingToHold() {
        assertThat(assertions()).isEmpty();
    }

    @Test
    void aShareIsZeroToOne() {
        assertThat(thresholds(0).errorRate()).isZero();
        assertThat(thresholds(1).errorRate()).isOne();
        assertThatThrownBy(() -> thresholds(1.1)).hasMessage("errorRate must be 0 to 1, was 1.1");
        assertThatThrownBy(() -> thresholds(-0.1)).hasMessage("errorRate must be 0 to 1, was -0.1");
        assertThatThrownBy(() -> thresholds(Double.NaN)).hasMessage("errorRate must be 0 to 1, was NaN");
    }
}
