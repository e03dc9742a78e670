package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressTest {
    @Test
    void aNameIsFollowedByItsAddresses() {
        assertThat(TargetAddress.all("http://localhost:8080/api"))
                .startsWith("http://localhost:8080/api", "http://127.0.0.1:8080/api")
                .contains("http://[::1]:8080/api");
        assertThat(TargetAddress.all("http://localhost")).contains("http://[::1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "https://localhost:8443",
                "http://no-such-host.invalid:8080"
            })
    void aUrlWithoutFurtherAddressesStandsForItself(String url) {
        assertThat(TargetAddress.all(url)).containsExactly(url);
    }
}
