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
            @Nullable Boolean open,
            @Nullable Double share) {}

    record Strict(int count) {}

    record Refusing() {
        Refusing {
            throw new IllegalArgumentException("wanted more");
        }
    }

    record Broken(Runnable count) {}

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
                        true,
                        null));
    }

    @Test
    void whatAFileLeavesOutIsNull() throws IOException {
        assertThat(SettingsFile.file(written(""), Whole.class))
                .isEqualTo(new Whole(null, null, null, null, null, null, null));
        assertThat(SettingsFile.file(written("part {}, name = null"), Whole.class))
                .isEqualTo(new Whole(null, new Part(null, null), null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            numbers = 201                | Whole[name=null, part=null, numbers=[201]
            numbers = "201"              | Whole[name=null, part=null, numbers=[201]
            numbers = []                 | Whole[name=null, part=null, numbers=[]
            """)
    void aSingleValueIsAListOfOne(String text, String content) throws IOException {
        assertThat(SettingsFile.file(written(text), Whole.class).toString()).startsWith(content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nmae = n             | nmae: unknown key; wanted one of colour, name, numbers, open, part, share, words; did you mean name?
            part.cuont = 3       | part.cuont: unknown key; wanted one of count, pause; did you mean count?
            "part" { "a.b" = 3 } | part."a.b": unknown key; wanted one of count, pause
            part.count = many    | part.count: got "many", wanted a whole number
            part.count = 2.5     | part.count: got "2.5", wanted a whole number
            part.count = true    | part.count: got "true", wanted a whole number
            part.count = ""      | part.count: got "", wanted a whole number
            part.count = [1]     | part.count: got a list, wanted a whole number
            part.count { a = 1 } | part.count: got a block of keys, wanted a whole number
            part.count = -1      | part: count must be at least 0, was -1
            part.count = 3000000000 | part.count: got "3000000000", wanted a whole number from -2147483648 to 2147483647
            part = 5             | part: got "5", wanted a block of keys { … }
            part = five          | part: got "five", wanted a block of keys { … }
            part = ""            | part: got "", wanted a block of keys { … }
            part = [{ count = 1 }] | part: got a list, wanted a block of keys { … }
            numbers = x          | numbers: got "x", wanted a whole number
            numbers = ""         | numbers: got "", wanted a whole number
            numbers = [1, x]     | numbers[1]: got "x", wanted a whole number
            numbers = [1, [2]]   | numbers[1]: got a list, wanted a whole number
            numbers { a = 1 }    | numbers: got a block of keys, wanted a whole number
            part.pause = 5       | part.pause: got "5", wanted a duration with its unit, such as 30s, 500ms or 5m
            part.pause = [5s]    | part.pause: got a list, wanted a duration with its unit, such as 30s, 500ms or 5m
            colour = blue        | colour: got "blue", wanted one of green, red
            colour = gren        | colour: got "gren", wanted one of green, red; did you mean green?
            colour = 1           | colour: got "1", wanted one of green, red
            colour = ""          | colour: got "", wanted one of green, red
            colour = [red]       | colour: got a list, wanted one of green, red
            open = perhaps       | open: got "perhaps", wanted true or false
            open = [true]        | open: got a list, wanted true or false
            share = half         | share: got "half", wanted a number
            share = true         | share: got "true", wanted a number
            name = [n]           | name: got a list, wanted a text
            name { first = n }   | name: got a block of keys, wanted a text
            words = w            | words: got "w", wanted a block of keys { … }
            words = [w]          | words: got a list, wanted a block of keys { … }
            words.a = [w]        | words.a: got a list, wanted a text
            words { "b.c" = [w] } | words."b.c": got a list, wanted a text
            """)
    void whatIsWrongIsSaidWithTheFileTheLineAndTheKey(String text, String message) throws IOException {
        Path file = written("# The second line is wrong.\n" + text);
        assertThatThrownBy(() -> SettingsFile.file(file, Whole.class))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ": line 2: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            count = null | Strict | : line 1: count: got null, wanted a whole number
            ``           | Strict | : count: missing, wanted a whole number
            ``           | Refusing | : wanted more
            """)
    void whatThePrimitivesAndTheWholeRecordLackIsSaid(String text, String type, String message) throws Exception {
        Path file = written(text);
        Class<?> record = type.equals("Strict") ? Strict.class : Refusing.class;
        assertThatThrownBy(() -> SettingsFile.file(file, record))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + message);
    }

    @Test
    void aRecordThatCannotBeReadAtAllIsNoFaultOfTheFile() throws IOException {
        Path file = written("count = 1");
        assertThatThrownBy(() -> SettingsFile.file(file, Broken.class)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theLineIsThatOfTheValueThatWins() throws IOException {
        Path file = written("part.count = x\npart {\n  pause = 1s\n  count = [\n    1\n  ]\n}\n");
        assertThatThrownBy(() -> SettingsFile.file(file, Whole.class))
                .hasMessage(file + ": line 4: part.count: got a list, wanted a whole number");
        Path list = written("numbers = [\n  1\n  x\n]\n");
        assertThatThrownBy(() -> SettingsFile.file(list, Whole.class))
                .hasMessage(list + ": line 3: numbers[1]: got \"x\", wanted a whole number");
    }

    @Test
    void aValueOfAnIncludedFileIsReportedWithThatFile() throws IOException {
        Path included = Files.writeString(folder.resolve("included.conf"), "\nopen = perhaps");
        Path file = written("include \"included.conf\"");
        assertThatThrownBy(() -> SettingsFile.file(file, Whole.class))
                .hasMessage(included + ": line 2: open: got \"perhaps\", wanted true or false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name             | : line 1
            part             | : line 3
            part.count       | : line 4
            part.missing     | : line 3
            part.count.x     | : line 4
            numbers[1]       | : line 8
            numbers[7]       | : line 6
            words.b.c        | : line 11
            words."b.c"      | : line 11
            words.b          | : line 12
            words.bc         | : line 10
            missing          | ``
            missing.too      | ``
            """)
    void thePlaceOfAKeyIsItsLineOrTheOneOfTheBlockAroundIt(String key, String line) throws IOException {
        Path file = written("""
                name = n

                part {
                  count = 1
                }
                numbers = [
                  1
                  2
                ]
                words {
                  "b.c" = d
                  b = e
                }
                """);
        assertThat(SettingsFile.read(file, Whole.class).place(key)).isEqualTo(file + line);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none.conf");
        assertThatThrownBy(() -> SettingsFile.file(file, Whole.class))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ": there is no such file");
        assertThatThrownBy(() -> SettingsFile.file(folder, Whole.class))
                .isInstanceOf(SettingsException.class)
                .hasMessage(folder + ": there is no such file");
        assertThatThrownBy(() -> SettingsFile.resource("none.conf", Whole.class))
                .isInstanceOf(SettingsException.class)
                .hasMessage("none.conf: cannot be read: resource not found on classpath: none.conf");
    }
}
