package timerbench.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTest {
    @Test
    void noVariableAndAnEmptyOneAskForNoToken() {
        assertThat(ApiToken.of(null)).isEmpty();
        assertThat(ApiToken.of("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "abc.DEF-_~+/==", "!\"#$%&'()*,:;<>?@[]^`{|}"})
    void visibleAsciiIsAToken(String text) {
        assertThat(ApiToken.of(text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\t",
                "s3cret\n",
                " s3cret",
                "s3 cret",
                "s3cret\r\nX: y",
                "s3cr\u00e9t",
                "\u007f",
                "\0",
                "\u00a0"
            })
    void whatNoHeaderCarriesUnchangedIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> ApiToken.of(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("API_TOKEN: character ")
                .hasMessageContaining("wanted visible ASCII characters")
                .hasMessageNotContaining("cret");
    }
}
