package timerbench.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("ci", "smoke", "full", "postgres", "mongodb");

    @ParameterizedTest
    @CsvSource({"smok,smoke", "smkoe,smoke", "FULL,full", "Postgers,postgres", "mongo,mongodb"})
    void aNameWithFewWrongLettersIsFound(String given, String meant) {
        assertThat(Nearest.question(given, KNOWN)).isEqualTo("; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({"x", "foo", "oracle", "pg"})
    void anotherNameIsNotGuessed(String given) {
        assertThat(Nearest.question(given, KNOWN)).isEmpty();
    }

    @Test
    void ofNoNamesNoneIsNear() {
        assertThat(Nearest.to("smoke", List.of())).isEmpty();
    }
}
