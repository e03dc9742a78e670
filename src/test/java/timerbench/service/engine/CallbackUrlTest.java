package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:65535/x, http, 127.0.0.1, 65535, /x",
        "http://127.0.0.1:1, http, 127.0.0.1, 1, /",
        "http://localhost:/x, http, localhost, 80, /x",
        "HTTPS://Example.ORG?a=b, https, example.org, 443, /?a=b",
        "http://[::1]:8080/x, http, [::1], 8080, /x",
        "http://[2001:DB8::1]/x, http, [2001:db8::1], 80, /x",
        "http://[::ffff:127.0.0.1]/, http, [::ffff:127.0.0.1], 80, /",
        "http://user:secret@127.0.0.1/x, http, 127.0.0.1, 80, /x",
        "http://127.0.0.1/a%0d%0ab%20c?d=%0D%0A#e, http, 127.0.0.1, 80, /a%0d%0ab%20c?d=%0D%0A",
        "http://127.0.0.1//evil.org/x, http, 127.0.0.1, 80, //evil.org/x",
    })
    void aUrlSaysWhomToCallAndWhatToAskFor(String text, String scheme, String host, int port, String target) {
        CallbackUrl.Address address = new CallbackUrl.Address(scheme, host, port);
        assertThat(CallbackUrl.of(text)).isEqualTo(new CallbackUrl(address, target));
        assertThat(CallbackUrl.addressOf(text)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://127.0.0.1:0/|a port from 1 to 65535
            http://127.0.0.1:65536/|a port from 1 to 65535
            http://127.0.0.1:70000/|a port from 1 to 65535
            http://127.0.0.1:99999999999/|a host
            http://127.0.0.1:-1/|a host
            http://127.0.0.1:x/|a host
            http://:80/|a host
            http:///x|a host
            http://|http or https
            http:x|a host
            http://a_b/|a host
            http://bücher.example/|a host
            http://127.0.0.256/|a host
            http://0x7f.1/|a host
            http://a%0d%0ab/|a host
            http://[fe80::1%25eth0]/|without a zone
            http://[fe80::1%eth0]/|without a zone
            http://[::1/|http or https
            http://::1/|a host
            http://[::g]/|http or https
            ftp://127.0.0.1/|http or https
            file:///etc/passwd|http or https
            //127.0.0.1/x|http or https
            /x|http or https
            127.0.0.1:80|http or https
            http://127.0.0.1/a b|control characters
            """)
    void aUrlThatCannotBeCalledIsRefusedAndSaysWhatIsWanted(String text, String wanted) {
        assertThatThrownBy(() -> CallbackUrl.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wanted);
        assertThat(CallbackUrl.addressOf(text)).isEqualTo(CallbackUrl.Address.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "http://127.0.0.1/\r\nX: y", "http://127.0.0.1/\0", "http://127.0.0.1/\t", "http://a\u0085/"
            })
    void controlCharactersAreRefused(String text) {
        assertThatThrownBy(() -> CallbackUrl.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHostThatNoResolverTakesIsRefused() {
        String label = "a".repeat(63);
        assertThat(CallbackUrl.of("http://" + label + ".example/").address().host())
                .isEqualTo(label + ".example");
        assertThatThrownBy(() -> CallbackUrl.of("http://" + label + "a.example/"))
                .hasMessageContaining("at most 63 between its dots");
        assertThatThrownBy(() -> CallbackUrl.of("http://" + (label + ".").repeat(4) + "example/"))
                .hasMessageContaining("at most 253 characters");
    }
}
