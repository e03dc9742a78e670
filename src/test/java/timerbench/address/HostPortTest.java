package timerbench.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:8080",
        "localhost, localhost:8080",
        "::1, [::1]:8080",
        "[::1], [::1]:8080",
        "2001:db8::2, [2001:db8::2]:8080"
    })
    void anAddressOfIpv6IsPutInBrackets(String host, String expected) {
        HostPort address = new HostPort(host, 8080);
        assertThat(address).hasToString(expected);
        assertThat(URI.create(address.http()).getPort()).isEqualTo(8080);
        assertThat(address.http()).isEqualTo("http://" + expected);
    }

    @Test
    void localhostIsBothLoopbackAddresses() throws UnknownHostException {
        assertThat(HostAddresses.of("localhost")).contains("127.0.0.1", "::1").doesNotHaveDuplicates();
        assertThat(HostAddresses.of("LocalHost")).contains("::1");
    }

    @Test
    void anAddressIsItself() throws UnknownHostException {
        assertThat(HostAddresses.of("127.0.0.1")).containsExactly("127.0.0.1");
        assertThat(HostAddresses.of("[::1]")).containsExactly("::1");
    }
}
