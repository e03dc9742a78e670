package timerbench.harness.load.plan;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By Gatling's own arithmetic. */
class ArrivalsTest {
    private static OpenInjectionStep constant(double rate, long seconds) {
        return constantUsersPerSec(rate).during(Duration.ofSeconds(seconds));
    }

    private static OpenInjectionStep ramp(double from, double to, long seconds) {
        return rampUsersPerSec(from).to(to).during(Duration.ofSeconds(seconds));
    }

    @Test
    void aPhaseThatComesToLessThanTwoWholeUsersIsRefused() {
        assertThatCode(() -> Arrivals.requireSome("hold", constant(0.1, 20))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Arrivals.requireSome("hold", constant(0.1, 10)))
                .hasMessage("hold sends fewer than two requests; raise the rate, or make it longer");
    }

    @Test
    void theWarmUpOfSomeOperationBeginsAtOnce() {
        assertThatCode(() -> Arrivals.requireSoon(List.of(ramp(0.1, 0.2, 5), ramp(1, 2, 5))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Arrivals.requireSoon(List.of(ramp(0.1, 0.2, 5))))
                .hasMessageStartingWith("the warm-up sends no request; raise its rate");
        assertThatThrownBy(() -> Arrivals.requireSoon(List.of(ramp(0.1, 0.2, 10))))
                .hasMessageStartingWith("the warm-up sends its first request after 7 s; raise its rate");
    }

    /** What these would do to Gatling: crash its injector, bring nobody, or bring users for a shorter time. */
    @ParameterizedTest
    @ValueSource(longs = {10, 999, 1_500})
    void aPhaseThatIsNotWholeSecondsIsRefused(long millis) {
        Duration odd = Duration.ofMillis(millis);
        Duration second = Duration.ofSeconds(1);
        String message = " must be whole seconds, in which requests are counted, was " + millis + " ms";
        assertThatThrownBy(() -> new LoadPhases(odd, second, second, 10, 20)).hasMessage("warmUp" + message);
        assertThatThrownBy(() -> new LoadPhases(second, odd, second, 10, 20)).hasMessage("ramp" + message);
        assertThatThrownBy(() -> new LoadPhases(second, second, odd, 10, 20)).hasMessage("hold" + message);
        assertThatThrownBy(() -> new SpikePlan("create", odd, second, second, second, 10, 2))
                .hasMessage("warmUp" + message);
        assertThatThrownBy(() -> new SpikePlan("create", second, odd, second, second, 10, 2))
                .hasMessage("before" + message);
        assertThatThrownBy(() -> new SpikePlan("create", second, second, odd, second, 10, 2))
                .hasMessage("spike" + message);
        assertThatThrownBy(() -> new SpikePlan("create", second, second, second, odd, 10, 2))
                .hasMessage("after" + message);
        assertThatThrownBy(() -> new StagedUsers.Stage(5, odd)).hasMessage("during" + message);
    }

    @Test
    void aLoadTooSlowToBeginIsRefused() {
        Duration fiveSeconds = Duration.ofSeconds(5);
        assertThatThrownBy(() -> OpenPlan.of(
                        "create", new LoadPhases(fiveSeconds, fiveSeconds, Duration.ofSeconds(20), 0.1, 0.2)))
                .hasMessageStartingWith("the warm-up sends no request");
        assertThatThrownBy(() -> new LoadPhases(fiveSeconds, fiveSeconds, Duration.ofSeconds(4), 0.1, 0.1))
                .hasMessage("hold of 4 s at 0.1/s sends fewer than two requests; raise the rate, or make it longer");
        assertThatThrownBy(() -> new LoadPhases(fiveSeconds, fiveSeconds, fiveSeconds, 1, Double.POSITIVE_INFINITY))
                .hasMessage("targetRate must be above 0, was Infinity");
    }
}
