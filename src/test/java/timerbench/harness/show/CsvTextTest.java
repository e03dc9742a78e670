package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    @Test
    void aRowIsThatOfTheRfc() {
        assertThat(CsvText.row(Stream.of("plain", "a,b", "a \"word\"", "two\nlines", "")))
                .isEqualTo("plain,\"a,b\",\"a \"\"word\"\"\",\"two\nlines\",\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void whatASpreadsheetWouldRunBeginsWithAnApostrophe(String formula) {
        assertThat(CsvText.row(Stream.of(formula, "next"))).matches("(?s)\"?'.*,next\r\n");
    }

    @Test
    void aFormulaThatIsQuotedHasItsApostropheWithinTheQuotes() {
        assertThat(CsvText.row(Stream.of("=HYPERLINK(\"http://x\",\"y\")")))
                .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
    }
}
