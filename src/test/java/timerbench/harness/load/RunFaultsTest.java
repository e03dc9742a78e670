package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.load.plan.ClosedPlan;
import timerbench.harness.targets.fault.Fault;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class RunFaultsTest {
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final ClosedPlan LOAD = new ClosedPlan(1, TEN, TEN);

    private static RunFaults faults(String settings) {
        Map<String, String> given = new HashMap<>();
        for (String setting : settings.split(" ", -1)) {
            String[] pair = setting.split("=", 2);
            given.put("timerbench." + pair[0], pair[1]);
        }
        return new RunFaults(Settings.load().with(given));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "instances=2 | kill:service:3 | on: the service has 2 instances; start more (timerbench.instances), or name another one",
                "instances=1 | kill:service:2 | on: the service has 1 instance; start more",
                "target=http://127.0.0.1:1 | stop:service@5s | on: the target runs already at its address",
                "target=http://127.0.0.1:1 | kill:database | on: the target runs already at its address",
                "target=some-image:1 | kill:database | on: timer-bench starts no database for this target; set timerbench.database",
                "database=memory | restart:database | the service keeps its timers in its own memory",
            })
    void whatTheTargetDoesNotAllowIsRefused(String setting, String fault, String reason) {
        RunFaults faults = faults(setting);
        assertThatThrownBy(() -> faults.declare(Fault.of(fault)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "target=http://127.0.0.1:1, refuse:receiver@5s",
        "target=http://127.0.0.1:1, command:true",
        "target=some-image:1, kill:service@5s",
        "instances=2, kill:service:2"
    })
    void whatItAllowsIsNot(String setting, String fault) {
        RunFaults faults = faults(setting);
        faults.declare(Fault.of(fault));
        faults.check(LOAD, true);
        assertThat(faults.all()).containsExactly(Fault.of(fault));
    }

    @Test
    void aReceiverIsOnlyDisturbedInASimulationWithCallbacks() {
        RunFaults faults = faults("faults.0.at=1s faults.0.kind=refuse faults.0.on=receiver faults.0.lasts=5s");
        faults.check(LOAD, true);
        assertThatThrownBy(() -> faults.check(LOAD, false))
                .hasMessage("timerbench.faults[0]: refuse callbacks for 5 s at 1 s: on: this process receives no"
                        + " callbacks (it is this simulation, or injectors share the load)");
    }

    @Test
    void aPlannedFaultBeginsBeforeTheLoadEnds() {
        RunFaults faults = faults("faults.0.at=10s faults.0.kind=restart faults.0.on=service");
        assertThatThrownBy(() -> faults.check(LOAD, true)).hasMessageContaining("the load ends 10 s after its warm-up");
    }

    @Test
    void onlyThePlanIsASettingOfTheRunAndShownBefore() {
        RunFaults faults = faults("faults.0.at=1s faults.0.kind=restart faults.0.on=service");
        faults.declare(Fault.of("kill:service"));
        assertThat(faults.planned()).containsExactly("restart service at 1 s");
        assertThat(faults.setting()).contains(faults.planned());
        assertThat(faults("instances=1").setting()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"memory, kill:service, true", "memory, stop:service@5s, false", "postgres, kill:service, false"})
    void aMemoryThatIsLostWithItsProcessIsNoted(String database, String fault, boolean isNoted) {
        RunFaults faults = faults("database=" + database);
        faults.declare(Fault.of(fault));
        Optional<String> note = faults.note();
        assertThat(note.isPresent()).isEqualTo(isNoted);
    }
}
