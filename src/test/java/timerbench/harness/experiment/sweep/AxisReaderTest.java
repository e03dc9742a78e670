package timerbench.harness.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.Measure;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class AxisReaderTest {
    private static Axis read(Measure measure, String text) {
        return new AxisReader(measure, "create", Settings.load()).read(text);
    }

    @ParameterizedTest
    @CsvSource({
        "THROUGHPUT, instances, timerbench.instances",
        "CAPACITY, timerbench.instances, timerbench.instances",
        "CAPACITY, pending, timerbench.breakpoint.pending",
        "DEMAND, pending, timerbench.breakpoint.pending",
        "THROUGHPUT, concurrent, timerbench.stress.concurrent",
        "CAPACITY, breakpoint.users, timerbench.breakpoint.users",
        "CAPACITY, service.shards, timerbench.service.shards",
        "CAPACITY, docker.service.memory, timerbench.docker.service.memory",
        "THROUGHPUT, docker.database.cpus, timerbench.docker.database.cpus",
    })
    void anAxisIsASetting(Measure measure, String name, String setting) {
        assertThat(read(measure, name + "=1, 2").setting()).isEqualTo(setting);
        assertThat(read(measure, name + "=1, 2").values()).containsExactly("1", "2");
    }

    @Test
    void pendingIsOfOperationsOnTimersThatExist() {
        assertThat(new AxisReader(Measure.THROUGHPUT, "read", Settings.load())
                        .read("pending=1000,2000")
                        .setting())
                .isEqualTo("timerbench.stress.timers");
        assertThatThrownBy(() -> read(Measure.THROUGHPUT, "pending=1000,2000"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("pending: has no effect on the throughput of create");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "THROUGHPUT | instnces=1,2 | there is no axis instnces; did you mean instances?",
                "CAPACITY | pendng=1,2 | there is no axis pendng; did you mean pending?",
                "CAPACITY | service.shard=1,2 | unknown key timerbench.service.shard; did you mean"
                        + " timerbench.service.shards?",
                "CAPACITY | service.leaseTerm=1,2 | service.leaseTerm: is not a number (by default it is \"5s\")",
                "CAPACITY | concurrent=1,2 | concurrent: has no effect on capacity; its virtual users are"
                        + " breakpoint.users",
                "CAPACITY | stress.timers=1,2 | has no effect on capacity, which BreakpointSimulation measures; its"
                        + " settings begin with breakpoint.",
                "DEMAND | breakpoint.search.start=1,2 | has no effect on demand, which tries the rate of --rate",
            })
    void whatCannotVaryIsRefused(Measure measure, String text, String message) {
        assertThatThrownBy(() -> read(measure, text))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anAxisNeedsValues() {
        assertThatThrownBy(() -> read(Measure.CAPACITY, "instances"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("got \"instances\", wanted NAME=V1,V2, such as instances=1,2,4");
    }

    @Test
    void whatAnAxisImpliesMayNotBeChosenOtherwise() {
        Settings chosen = Settings.load().with(Map.of("timerbench.provision", "embedded"));
        assertThatThrownBy(() -> new AxisReader(Measure.CAPACITY, "", chosen).read("docker.database.cpus=1,2"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("timerbench.provision: must be docker for the axis docker.database.cpus, was embedded");
    }
}
