package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.run.Better;
import timerbench.harness.run.Unit;

class CsvTextTest {
    private static String row(Object... cells) {
        return new CsvText(List.of("column")).row(cells).text().replaceFirst("^column\r\n", "");
    }

    @Test
    void aRowIsThatOfTheRfc() {
        assertThat(row("plain", "a,b", "a \"word\"", "two\nlines", ""))
                .isEqualTo("plain,\"a,b\",\"a \"\"word\"\"\",\"two\nlines\",\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void whatASpreadsheetWouldRunBeginsWithAnApostrophe(String formula) {
        assertThat(row(formula, "next")).matches("(?s)\"?'.*,next\r\n");
    }

    @Test
    void aFormulaThatIsQuotedHasItsApostropheWithinTheQuotes() {
        assertThat(row("=HYPERLINK(\"http://x\",\"y\")")).isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
    }

    @Test
    void aCellIsATextANumberAWordOrEmpty() {
        assertThat(row("text", 1, 2.5, Better.HIGHER, Optional.of(Unit.PER_SECOND), Optional.empty()))
                .isEqualTo("text,1,2.5,higher,1/s,\r\n");
    }
}
