package timerbench.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("input.json");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        Files.writeString(file, "\uFEFF{\"by\": \"Jürgen\"}");

        assertThat(InputFile.text(file)).isEqualTo("{\"by\": \"Jürgen\"}");
    }

    @Test
    void anEmptyFileIsAnEmptyText() throws IOException {
        Files.writeString(file, "");

        assertThat(InputFile.text(file)).isEmpty();
    }

    @Test
    void latin1IsRefusedWithItsPlace() throws IOException {
        Files.write(file, "{\n \"by\": \"Jürgen\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> InputFile.text(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": not UTF-8: in line 2, byte 11 of the file is 0xFC; save it as UTF-8");
    }

    @Test
    void aCharacterThatIsCutOffAtTheEndIsRefused() throws IOException {
        Files.write(file, new byte[] {'a', (byte) 0xC3});

        assertThatThrownBy(() -> InputFile.text(file))
                .hasMessage(file + ": not UTF-8: in line 1, byte 1 of the file is 0xC3; save it as UTF-8");
    }

    @Test
    void utf16IsRefusedWithAMarkAndWithout() throws IOException {
        Files.write(file, "{}".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> InputFile.text(file))
                .hasMessage(file + ": not UTF-8: in line 1, byte 0 of the file is 0xFE; save it as UTF-8");

        Files.write(file, "{}".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> InputFile.text(file))
                .hasMessage(file + ": not UTF-8: in line 1, byte 1 of the file is NUL, as in UTF-16; save it as UTF-8");
    }
}
