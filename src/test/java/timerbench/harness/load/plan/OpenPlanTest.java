package timerbench.harness.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;
import timerbench.harness.run.Trials;

class OpenPlanTest {
    private static final LoadPhases PHASES =
            new LoadPhases(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20), 10, 100);

    private static OpenPlan two() {
        Map<String, LoadPhases> operations = new LinkedHashMap<>();
        operations.put("read", PHASES.at(200));
        operations.put("create", PHASES);
        return new OpenPlan(operations);
    }

    @ParameterizedTest
    @CsvSource({"0,30", "9,165", "14,300", "33,300", "34,0"})
    void theRateIsThatOfAllOperationsTogether(long second, double rate) {
        assertThat(two().rateAt(Duration.ofSeconds(second))).hasValue(rate);
    }

    @Test
    void eachOperationIsAskedForItsOwnRate() {
        assertThat(two().asked())
                .containsExactly(Metric.throughputAsked("read", 200), Metric.throughputAsked("create", 100));
    }

    @Test
    void theStartsOfEachOperationAreThoseOfItsLoad() {
        Map<String, List<io.gatling.javaapi.core.OpenInjectionStep>> starts = two().starts();
        assertThat(starts).containsOnlyKeys("read", "create");
        long create = starts.get("create").stream()
                .mapToLong(step -> step.asScala().users())
                .sum();
        long read = starts.get("read").stream()
                .mapToLong(step -> step.asScala().users())
                .sum();
        assertThat(create).isEqualTo(55 * 10 + 100 * 20);
        assertThat(read).isEqualTo(2 * create);
    }

    @Test
    void phasesAreTheSameForAll() {
        assertThat(two().warmUp()).isEqualTo(Duration.ofSeconds(4));
        assertThat(two().total()).isEqualTo(Duration.ofSeconds(34));
        assertThat(two().phaseAt(Duration.ofSeconds(5))).isEqualTo("ramp");
        assertThat(two().hold(Trials.START, Trials.START))
                .isEqualTo(new Period(Trials.START.plusSeconds(14), Trials.START.plusSeconds(34)));
    }

    @Test
    void severalOperationsAreDescribedWithTheirRates() {
        assertThat(two().describe())
                .isEqualTo("warm-up 4 s (not counted), ramp 20 to 200/s in 10 s, hold 20 s: 200 read/s, 100 create/s");
        assertThat(OpenPlan.of("create", PHASES).describe()).isEqualTo(PHASES.describe());
    }

    @Test
    void aLoadOfNothingIsRefused() {
        assertThatThrownBy(() -> new OpenPlan(Map.of())).hasMessage("wanted at least one operation");
    }

    @Test
    void allOperationsTogetherNeedAConnectionForEachRequestOfASecond() {
        assertThat(two().connections()).isEqualTo(300);
    }
}
