package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNameTest {
    @ParameterizedTest
    @CsvSource({
        "throughput, throughput of create",
        "responseTime, response time of create",
        "responseTimeP95, p95 response time of create",
        "responseTimeP99.9, p99.9 response time of create",
        "responseTimeMean, mean response time of create",
        "latenessMax, max lateness of create",
        "errorRate, error rate of create",
        "somethingNew, something new of create"
    })
    void aMetricOfAnOperationIsNamedAsPeopleSayIt(String metric, String name) {
        assertThat(MetricName.of(metric, MetricScope.operation("create"))).isEqualTo(name);
    }

    @Test
    void aProcessHasAnArticleAndTheWholeTrialIsNotNamed() {
        assertThat(MetricName.of(Metric.MEMORY, MetricScope.process(MetricScope.SERVICE)))
                .isEqualTo("largest memory of the service");
        assertThat(MetricName.of(Metric.START_LAG + "Mean", MetricScope.trial()))
                .isEqualTo("mean start delay");
    }

    @Test
    void countsOfCallbacksAreNamedByTheirOutcome() {
        assertThat(Arrays.stream(CallbackOutcome.values()).map(CallbackOutcome::metric))
                .extracting(MetricName::of)
                .contains("lost callbacks", "duplicate callbacks", "callbacks after delete", "early callbacks")
                .allMatch(name -> name.contains("callbacks"));
    }
}
