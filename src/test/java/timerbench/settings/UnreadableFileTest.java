package timerbench.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableFileTest {
    private static final String ADVICE = "texts with characters such as { } ? @ & : must be quoted";

    record Words(@Nullable Map<String, String> words) {}

    @TempDir
    private Path folder;

    private void assertRefused(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.conf"), text);
        assertThatThrownBy(() -> SettingsFile.file(file, Words.class))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ": " + message);
    }

    /** The line stands between others, in a block. */
    private void assertLineRefused(String line, String reason) throws IOException {
        assertRefused(
                "words {\n  a = b\n  " + line + "\n  c = d\n}\n", "line 3: \"" + line + "\" cannot be read: " + reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            path = /timers/{timerId}        | path = "/timers/{timerId}"
            path = /timers/{timerId},       | path = "/timers/{timerId}",
            path = /{groupId}/t/{timerId}/x | path = "/{groupId}/t/{timerId}/x"
            path = {timerId}                | path = "{timerId}"
            path = {timerId}?g={groupId}    | path = "{timerId}?g={groupId}"
            path=/timers/{timerId}          | path="/timers/{timerId}"
            path : /timers/{timerId}        | path : "/timers/{timerId}"
            "path": /timers/{timerId}       | "path": "/timers/{timerId}"
            path = /t/{timerId} # {braces}  | path = "/t/{timerId}" # {braces}
            path = /t/{timerId} // {braces} | path = "/t/{timerId}" // {braces}
            url = http://host:8080/{timerId} | url = "http://host:8080/{timerId}"
            Authorization = Bearer {token}  | Authorization = "Bearer {token}"
            groupId = ?group                | groupId = "?group"
            x = a@b                         | x = "a@b"
            x = a&b                         | x = "a&b"
            x = a^b                         | x = "a^b"
            x = $x                          | x = "$x"
            x = a:b                         | x = "a:b"
            x = a+b                         | x = "a+b"
            x = a!b                         | x = "a!b"
            x = a*b                         | x = "a*b"
            x = a=b                         | x = "a=b"
            x = a`b                         | x = "a`b"
            x = C:\\dir                      | x = "C:\\\\dir"
            x = a[0]                        | x = "a[0]"
            callback { groupId = ?group, timerId = ?id } | callback { groupId = "?group", timerId = "?id" }
            callback = { a = x, b = "{y}", c = {z} }     | callback = { a = x, b = "{y}", c = "{z}" }
            body { a {}, b = {}, c = {z} }  | body { a {}, b = {}, c = "{z}" }
            l = [{ a = ?x }, { b = {y} }]   | l = [{ a = "?x" }, { b = "{y}" }]
            """)
    void aTextThatLacksQuotesIsShownWithThem(String line, String quoted) throws IOException {
        assertLineRefused(line, ADVICE + ": " + quoted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            l = [a?]
            l = [/t/{timerId}]
            path = /t/{a: 1}
            x = ${?HOME}/{timerId}
            x = ?a y = ?b
            x = "a"?b
            ?x = 1
            """)
    void aLineThatHasNoSingleRemedyIsShownWithTheAdviceAlone(String line) throws IOException {
        assertLineRefused(line, ADVICE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x = "abc    | a quotation mark is not closed
            x = a, b    | key b has no value; texts with a comma or braces must be quoted
            x = ${nobody} | Could not resolve substitution to a value: ${nobody}
            x y = 1 z = 2 | Expecting close brace } or a comma, got '='
            """)
    void anyOtherMistakeIsShownWithItsReason(String line, String reason) throws IOException {
        assertLineRefused(line, reason);
    }

    @Test
    void aBlockThatIsNotClosedIsReportedAtTheEnd() throws IOException {
        assertRefused(
                "words {\n  a = b\n",
                "line 3: the file ends too early; wanted the end of a block }, of a list ] or of a text \"");
    }

    @Test
    void aListOrTextThatIsNotClosedIsReportedAtTheEnd() throws IOException {
        String end = ": the file ends too early; wanted the end of a block }, of a list ] or of a text \"";
        assertRefused("words.a = [\n  b", "line 2" + end);
        assertRefused("words.a = [\n  b\n", "line 3" + end);
        assertRefused("words.a = \"\"\"b\n", "line 2" + end);
        assertRefused(
                "words.a =",
                "line 1: \"words.a =\" cannot be read: Expecting a value but got wrong token: end of file");
        assertRefused(
                "words.a = ${b", "line 1: \"words.a = ${b\" cannot be read: Substitution ${ was not closed with a }");
    }

    @Test
    void theFirstOfSeveralLinesIsReported() throws IOException {
        assertRefused(
                "words {\r\n  a = {b}\r\n  c = {d}\r\n}\r\n",
                "line 2: \"a = {b}\" cannot be read: " + ADVICE + ": a = \"{b}\"");
    }

    @Test
    void aLineThatMayHoldASecretIsNotShown() throws IOException {
        assertRefused("words { X-API-Key = s3cret@ }", "line 1: cannot be read; " + ADVICE);
        assertRefused("words { Cookie = {token}, X-API-Key = s3cret }", "line 1: cannot be read; " + ADVICE);
        assertRefused(
                "words.a = mongodb://ada:s3cret@host",
                "line 1: \"words.a = mongodb://host\" cannot be read: " + ADVICE + ": words.a = \"mongodb://host\"");
    }

    @Test
    void aMistakeInAnIncludedFileIsReportedWithThatFile() throws IOException {
        Path included = Files.writeString(folder.resolve("included.conf"), "\nwords.a = {b}");
        Path file = Files.writeString(folder.resolve("mine.conf"), "include \"included.conf\"");
        assertThatThrownBy(() -> SettingsFile.file(file, Words.class))
                .hasMessage(included + ": line 2: \"words.a = {b}\" cannot be read: " + ADVICE + ": words.a = \"{b}\"");
    }
}
