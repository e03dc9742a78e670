package timerbench.harness.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of which nobody ever sees a half: each is written under another name and then moved. */
public final class WholeFile {
    private WholeFile() {}

    /** Writes the text to the file, in the place of one that is there already, and returns it. */
    public static Path write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            // Half a character, which a message from afar may end in, has no place in UTF-8: it becomes a question
            // mark.
            Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
