package timerbench.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    enum Colour {
        RED,
        GREEN
    }

    record Part(@Nullable Integer count, @Nullable Duration pause) {
        Part {
            if (count != null && count < 0) {
                throw new IllegalArgumentException("count must be at least 0, was " + count);
            }
        }
    }

    record Whole(
            @Nullable String name,
            @Nullable Part part,
            @Nullable List<Integer> numbers,
            @Nullable Map<String, String> words,
            @Nullable Colour colour,
            @Nullable Boolean open) {}

    @TempDir
    private Path folder;

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("whole.conf"), text);
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedWithItsPlace() throws IOException {
        Path file = Files.write(folder.resolve("latin.conf"), "name = Zürich".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> SettingsFile.file(file, Whole.class))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ": not UTF-8: in line 1, byte 8 of the file is 0xFC; save it as UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() throws IOException {
        assertThat(SettingsFile.file(written("\uFEFFname = Ada"), Whole.class).name())
                .isEqualTo("Ada");
    }

    @Test
    void aFileIsReadAsARecord() throws IOException {
        Path file = written("""
                # HOCON: comments, blocks, references
                name = "n", colour = green, open = true
                part { count = 3, pause = 1500ms }
                numbers = [1, ${part.count}]
                words { a = 1, "b.c" = two }
                """);
        assertThat(SettingsFile.file(file, Whole.class))
                .isEqualTo(new Whole(
                        "n",
                        new Part(3, Duration.ofMillis(1_500)),
                        List.of(1, 3),
                        Map.of("a", "1", "b.c", "two"),
                        Colour.GREEN,
                        true));
    }

    @Test
    void whatAFileLeavesOutIsNull() throws IOException {
        assertThat(SettingsFile.file(written(""), Whole.class))
                .isEqualTo(new Whole(null, null, null, null, null, null));
        assertThat(SettingsFile.file(written("part {}, name = null"), Whole.class))
                .isEqualTo(new Whole(null, new Part(null, null), null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nmae = n            | nmae: unknown key; wanted one of colour, name, numbers, open, part, words
            part.cuont = 3      | part.cuont: unknown key; wanted one of count, pause
            part.count = many   | part.count: got "many", wanted a whole number
            numbers = [1, x]    | numbers[1]: got "x", wanted a whole number
            part.pause = 5       | part.pause: got "5", wanted a duration with its unit, such as 30s, 500ms or 5m
            colour = blue       | colour: got "blue", wanted one of green, red
            open = perhaps      | open: got "perhaps", wanted true or false
            part.count = -1     | part: count must be at least 0, was -1
            """)
    void whatIsWrongIsSaidWithTheFileAndTheKey(String text, String message) throws IOException {
        Path file = written(text);
        assertThatThrownBy(() -> SettingsFile.file(file, Whole.class))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void aSyntaxErrorIsSaidOnceWithTheFileAndTheLine() throws IOException {
        Path file = written("name = n\npart {\n");
        assertThatThrownBy(() -> SettingsFile.file(file, Whole.class))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(file + ": 3: ")
                .hasMessageNotContaining(file + ": " + file);
    }

    @Test
    void aReferenceToNothingIsSaidWithTheFileAndTheLine() throws IOException {
        Path file = written("\nname = ${nobody}");
        assertThatThrownBy(() -> SettingsFile.file(file, Whole.class))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(file + ": 2: ")
                .hasMessageContaining("${nobody}");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none.conf");
        assertThatThrownBy(() -> SettingsFile.file(file, Whole.class))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(file + ": ");
        assertThatThrownBy(() -> SettingsFile.resource("none.conf", Whole.class))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("none.conf: ");
    }
}
