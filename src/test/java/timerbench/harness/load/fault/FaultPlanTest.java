package timerbench.harness.load.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.targets.fault.Fault;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class FaultPlanTest {
    /** @param entries such as {@code at=5s,kind=restart,on=service} */
    private static FaultPlan plan(String... entries) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < entries.length; i++) {
            String name = "timerbench.faults." + i + ".";
            Arrays.stream(entries[i].split(",", -1)).forEach(each -> {
                String[] pair = each.split("=", 2);
                given.put(name + pair[0], pair[1]);
            });
        }
        return FaultPlan.of(Settings.load().with(given));
    }

    @Test
    void withoutASettingThereIsNoFault() {
        assertThat(FaultPlan.of(Settings.load()).faults()).isEmpty();
    }

    @Test
    void aPlanOnTheCommandLineIsRead() {
        assertThat(plan("at=20s,kind=kill,on=service:2,lasts=5s", "at=0s,kind=command,on=service,command=true")
                        .faults())
                .containsExactly(
                        new PlannedFault(Duration.ofSeconds(20), Fault.of("kill:service:2@5s")),
                        new PlannedFault(Duration.ZERO, Fault.of("command:true")));
        assertThat(plan("at=1500ms,kind=refuse,on=receiver,lasts=5s")
                        .faults()
                        .get(0)
                        .text())
                .isEqualTo("refuse callbacks for 5 s at 1500 ms");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind=kill,on=service | at: missing",
                "at=5s,on=service | kind: missing",
                "at=5s,kind=kill | on: missing",
                "at=5s,kind=stop,on=service | lasts: missing; stop needs a time, such as 10s",
                "at=5s,kind=stop,on=service,lasts=5 | lasts: got \"5\", wanted a duration with its unit",
                "at=5s,kind=kill,on=service,last=5s | unknown key; wanted one of at, command, kind, lasts, latency, on, undo; did you mean lasts?",
                "at=5s,kind=kil,on=service | wanted one of command, cut, kill, refuse, restart, slow, stop; did you mean kill?",
                "at=5,kind=kill,on=service | got \"5\", wanted a duration with its unit",
            })
    void aWrongFaultIsRefusedByItsNumber(String entry, String reason) {
        assertThatThrownBy(() -> plan("at=1s,kind=restart,on=service", entry))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("timerbench.faults[1]")
                .hasMessageContaining(reason);
    }

    @Test
    void theSameCannotBeDisturbedTwiceAtOnce() {
        assertThatThrownBy(() -> plan("at=8s,kind=stop,on=service:1,lasts=1s", "at=5s,kind=kill,on=service,lasts=3s"))
                .hasMessage("timerbench.faults[0]: stop service 1 for 1 s at 8 s: disturbs service:1 while"
                        + " \"kill service for 3 s at 5 s\" does; choose another instant");
        assertThatThrownBy(() -> plan("at=1s,kind=kill,on=database", "at=1h,kind=restart,on=database"))
                .hasMessageContaining("while \"kill database for good at 1 s\" does");
    }

    @Test
    void differentThingsCanBeDisturbedAtOnceAndTheSameOneAfterTheOther() {
        assertThatCode(() -> plan(
                        "at=5s,kind=kill,on=service:1,lasts=3s",
                        "at=5s,kind=kill,on=service:2,lasts=3s",
                        "at=6s,kind=refuse,on=receiver,lasts=3s",
                        "at=6s,kind=command,on=service,command=true",
                        "at=9s,kind=kill,on=service:1,lasts=3s"))
                .doesNotThrowAnyException();
    }

    @Test
    void aFaultAfterTheEndOfTheLoadIsRefused() {
        FaultPlan plan = plan("at=29s,kind=restart,on=service", "at=30s,kind=restart,on=database");
        assertThatCode(() -> plan.requireWithin(Duration.ofSeconds(31))).doesNotThrowAnyException();
        assertThatThrownBy(() -> plan.requireWithin(Duration.ofSeconds(30)))
                .hasMessage("timerbench.faults[1]: restart database at 30 s: at: the load ends 30 s after its warm-up;"
                        + " choose an earlier instant, or a longer load");
    }
}
