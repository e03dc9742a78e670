package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.callback.ReceiverSettings.Probe;
import timerbench.settings.Settings;

class MachinePortsTest {
    private static MachinePorts ports(String host, int port, String advertise) {
        return new MachinePorts(new ReceiverSettings(host, port, advertise, Probe.USUAL), false);
    }

    @Test
    void whatEachInjectorShowsWhileItRunsIsAtAFreePort() {
        Settings settings = Settings.load().with(Map.of("timerbench.live.port", "9095"));
        assertThat(MachinePorts.of(settings).settings(1)).isEqualTo(Map.of("timerbench.live.port", "0"));
        assertThat(MachinePorts.of(Settings.load()).settings(1)).isEmpty();
    }

    @Test
    void receiversAtAnyPortDoNotMeet() {
        assertThat(ports("127.0.0.1", 0, "").settings(1)).isEmpty();
    }

    @Test
    void eachReceiverListensAtThePortAfterTheOneBefore() {
        assertThat(ports("127.0.0.1", 9000, "").settings(2)).isEqualTo(Map.of("timerbench.receiver.port", "9002"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.5:9000, http://10.0.0.5:9002",
        "http://10.0.0.5:9000/calls/9000, http://10.0.0.5:9002/calls/9000",
        "http://[::1]:9000, http://[::1]:9002",
    })
    void theAddressIsCountedOnWithThePort(String first, String third) {
        assertThat(ports("0.0.0.0", 9000, first).settings(2)).containsEntry("timerbench.receiver.advertise", third);
    }

    @Test
    void anAddressWithoutAPortStays() {
        assertThat(ports("0.0.0.0", 9000, "http://calls").settings(2))
                .isEqualTo(Map.of("timerbench.receiver.port", "9002"));
    }
}
