package timerbench.harness.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files so that nobody ever sees half a file: under another name first, and then moved. */
public final class WholeFile {
    private WholeFile() {}

    /** Writes the text to the file, which it replaces if it exists, and returns the file. */
    public static Path write(Path file, String text) throws IOException {
        // A message from outside may end in half a character, which UTF-8 cannot hold: it becomes a question mark.
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the content to the file, which it replaces if it exists, and returns the file. */
    public static Path write(Path file, byte[] content) throws IOException {
        // A name of its own for each writer: another process may write the same file at the same time.
        Path unfinished = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID() + ".unfinished");
        try {
            Files.write(unfinished, content);
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
