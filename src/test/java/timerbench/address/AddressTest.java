package timerbench.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"./kala@2/run.sh", "/opt/kala@2/run.sh", "../kala@2.jar", "host:5000/kala:1@sha256:01af"})
    void pathsAndDigestsOfImagesMayHoldAnAt(String address) {
        assertThat(Address.withoutSecret(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//user@host", "user:word@host", "http://word@sha256:8080", "user:word@sha256:80/path"})
    void whatMayBeALoginIsRefused(String address) {
        assertThatThrownBy(() -> Address.withoutSecret(address)).isInstanceOf(IllegalArgumentException.class);
    }
}
