package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.load.injector.InjectorEngine.Launch;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.callback.ReceiverSettings.Probe;

class InjectorShareTest {
    @Test
    void anInjectorHasTheSettingsOfTheLaunchAndItsOwn() {
        Launch launch = new Launch(
                "test",
                3,
                "simulations.None",
                Map.of("timerbench.profile", "smoke", "timerbench.injectors.count", "3"),
                Optional.empty());
        assertThat(InjectorShare.settings(launch, 2, "/f"))
                .isEqualTo(Map.of(
                        "timerbench.profile", "smoke",
                        "timerbench.injector.index", "2",
                        "timerbench.injector.count", "3",
                        "timerbench.injector.folder", "/f",
                        "timerbench.injectors.count", "1"));
    }

    @Test
    void receiversAtAnyPortDoNotMeet() {
        assertThat(InjectorShare.receiver(new ReceiverSettings("127.0.0.1", 0, "", Probe.USUAL), 1))
                .isEmpty();
    }

    @Test
    void eachReceiverListensAtThePortAfterTheOneBefore() {
        assertThat(InjectorShare.receiver(new ReceiverSettings("127.0.0.1", 9000, "", Probe.USUAL), 2))
                .isEqualTo(Map.of("timerbench.receiver.port", "9002"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.5:9000, http://10.0.0.5:9002",
        "http://10.0.0.5:9000/calls/9000, http://10.0.0.5:9002/calls/9000",
        "http://[::1]:9000, http://[::1]:9002",
    })
    void theAddressIsCountedOnWithThePort(String first, String third) {
        assertThat(InjectorShare.receiver(new ReceiverSettings("0.0.0.0", 9000, first, Probe.USUAL), 2))
                .containsEntry("timerbench.receiver.advertise", third);
    }

    @Test
    void anAddressWithoutAPortStays() {
        assertThat(InjectorShare.receiver(new ReceiverSettings("0.0.0.0", 9000, "http://calls", Probe.USUAL), 2))
                .isEqualTo(Map.of("timerbench.receiver.port", "9002"));
    }
}
