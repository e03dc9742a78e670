package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackHostsTest {
    private final CallbackHosts hosts = CallbackHosts.of("localhost, 127.0.0.1,[::1], *.example.com");

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080/x, true",
        "http://LOCALHOST/x, true",
        "https://[::1]:1/, true",
        "https://a.b.Example.com/, true",
        "https://example.com/, false",
        "https://badexample.com/, false",
        "http://127.0.0.2/, false",
        "http://127.0.0.1@evil.org/, false",
        "http://127.0.0.1.evil.org/, false",
    })
    void onlyHostsOfTheListAreAllowed(String url, boolean allowed) {
        assertThat(hosts.allow(CallbackUrl.of(url))).isEqualTo(allowed);
    }

    @Test
    void aStarAllowsAny() {
        assertThat(CallbackHosts.of("*").allow(CallbackUrl.of("http://anywhere.org/")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,,b", "*x", "http://a/", "*."})
    void anEntryThatIsNoHostIsRefused(String list) {
        assertThatThrownBy(() -> CallbackHosts.of(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callbackHosts: got \"");
    }
}
