package timerbench.harness.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.database.Product;

class TargetSettingsTest {
    private static TargetSettings target(String target) {
        return new TargetSettings(target, "groups", Product.POSTGRES, 1, Duration.ofSeconds(1));
    }

    @Test
    void severalAddressesArePartedByCommas() {
        assertThat(target("http://one:8080/, https://two/base").urls())
                .containsExactly("http://one:8080", "https://two/base");
        assertThat(target("embedded").isEmbedded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host:8080", "ftp://host", "http:", "http://host:abc", "http://host:99999", "http://a b", ""})
    void whatIsNoAddressIsQuoted(String wrong) {
        assertThatThrownBy(() -> target(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target: got \"" + wrong + "\"");
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
