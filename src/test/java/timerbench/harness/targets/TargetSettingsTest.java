package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetSettingsTest {
    private static TargetSettings target(String target) {
        return new TargetSettings(target, "groups", Product.POSTGRES, 1, Duration.ofSeconds(1));
    }

    @Test
    void severalAddressesAreSeparatedByCommas() {
        assertThat(target("http://one:8080/, https://two/base").form())
                .isEqualTo(new TargetForm.Running(List.of("http://one:8080", "https://two/base")));
        assertThat(target("embedded").form()).isEqualTo(new TargetForm.Embedded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8080", "ftp://host", "http:", "http://host:abc", "http://host:99999", "http://a b", ""
            })
    void anInvalidAddressIsQuoted(String wrong) {
        assertThatThrownBy(() -> target(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target: got \"" + wrong + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            localhost             | an address begins with http:// or https://
            localhost:8080        | an address begins with http:// or https://
            127.0.0.1:8080        | an address begins with http:// or https://
            1://host              | wanted an address such as http://host:8080
            ftp://host            | wanted http:// or https:// before the host
            http://               | the host is missing
            http://:8080          | the host is missing
            http:///timers        | the host is missing
            http://host:          | wanted a port from 1 to 65535
            http://host:0         | wanted a port from 1 to 65535
            http://host:65536     | wanted a port from 1 to 65535
            http://[::1]:99999    | wanted a port from 1 to 65535
            http://my_host:80     | a host name must not contain an underscore (RFC 1123), and HTTP clients refuse it; use another name or its IP address
            http://bücher.de      | write the host as xn--bcher-kva.de
            http://-a.de:80       | "-a.de" is not a host name
            http://a b            | wanted an address such as http://host:8080; Illegal character in authority at column 8
            """)
    void anAddressThatCannotBeUsedIsRefusedWithTheReason(String address, String reason) {
        assertThatThrownBy(() -> target(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target: got \"" + address + "\", " + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://Host:8080,http://Host:8080",
        "hTTps://host/,https://host",
        "http://host/base//,http://host/base",
        "http://[::1]:8080,http://[::1]:8080",
        "http://127.0.0.1:1,http://127.0.0.1:1",
        "' http://host:65535 ',http://host:65535"
    })
    void anAddressIsTakenInEveryFormThatIsOne(String address, String taken) {
        assertThat(target(address).form()).isEqualTo(new TargetForm.Running(List.of(taken)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host/?s3cret", "http://host#s3cret", "http://host?s3cret,http://host"})
    void aQueryOrAFragmentIsRefusedAndNotRepeated(String address) {
        assertThatThrownBy(() -> target(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an address must not contain ? or #")
                .hasMessageContaining("API_TOKEN")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> target("http://user:s3cret@host"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("API_TOKEN")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void severalInstancesNeedADatabaseThatTheyCanShare() {
        assertThatThrownBy(() -> new TargetSettings("embedded", "groups", Product.MEMORY, 2, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("instances: 2");
        assertThatThrownBy(() -> new TargetSettings("embedded", "groups", Product.POSTGRES, 0, Duration.ofSeconds(1)))
                .hasMessageContaining("instances must be at least 1");
    }
}
