package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.settings.SettingsException;

/** The usual mistakes of whoever writes a dialect's file for the first time. */
class DialectSyntaxTest {
    @TempDir
    private Path folder;

    @Test
    void aSingleStatusNeedsNoList() throws IOException {
        Call.AnswerPattern done = Dialects.creating(folder, "done { status = 201 }")
                .call(Operation.CREATE)
                .answers()
                .done();
        assertThat(done.status()).isEqualTo(Set.of(201));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create.path = /timers/{timerId} | create.path = "/timers/{timerId}"
            callback { groupId = ?group }   | callback { groupId = "?group" }
            """)
    void aTextThatLacksQuotesIsShownWithThem(String line, String quoted) throws IOException {
        Path file = Dialects.written(folder, Dialects.LEAST + line);
        assertThatThrownBy(() -> Dialect.load(file.toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ": line 7: \"" + line + "\" cannot be read: texts with characters such as"
                        + " { } ? @ & : must be quoted: " + quoted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create.done = 200            | create.done: got "200", wanted a block of keys { … }
            create.done.status = created | create.done.status: got "created", wanted a whole number
            create.path = [a, b]         | create.path: got a list, wanted a text
            headers = none               | headers: got "none", wanted a block of keys { … }
            callback = data              | callback: got "data", wanted a block of keys { … }
            """)
    void aValueOfTheWrongKindIsReportedWithItsLine(String line, String message) throws IOException {
        Path file = Dialects.written(folder, Dialects.LEAST + line);
        assertThatThrownBy(() -> Dialect.load(file.toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ": line 7: " + message);
    }
}
