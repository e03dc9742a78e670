package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.load.injector.InjectorEngine.Launch;

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
}
