package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressesTest {
    @Test
    void aNameIsFollowedByItsAddresses() {
        assertThat(TargetAddresses.of("http://localhost:8080/api"))
                .startsWith("http://localhost:8080/api", "http://127.0.0.1:8080/api")
                .contains("http://[::1]:8080/api");
        assertThat(TargetAddresses.of("http://localhost")).contains("http://[::1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "https://localhost:8443",
                "http://no-such-host.invalid:8080"
            })
    void whatHasNoOtherAddressStandsForItself(String url) {
        assertThat(TargetAddresses.of(url)).containsExactly(url);
    }
}
