package timerbench.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a text file that a user hands in. Every message names the file. */
public final class InputFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private InputFile() {}

    /**
     * Returns the text of a file in UTF-8, without a byte order mark.
     *
     * @throws IOException if it cannot be read, or is not UTF-8; the message says at which line and byte
     */
    public static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = decoded(file, bytes);
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            // Latin text in UTF-16 without a mark is UTF-8, too: every other character is NUL.
            int at = text.substring(0, nul).getBytes(StandardCharsets.UTF_8).length;
            throw notUtf8(file, bytes, at, "is NUL, as in UTF-16");
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static String decoded(Path file, byte[] bytes) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int at = in.position();
            throw notUtf8(file, bytes, at, String.format(Locale.ROOT, "is 0x%02X", bytes[at]));
        }
        return out.flip().toString();
    }

    private static IOException notUtf8(Path file, byte[] bytes, int at, String found) {
        long line = 1
                + new String(bytes, 0, at, StandardCharsets.ISO_8859_1)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
        return new IOException(file + ": not UTF-8: in line " + line + ", byte " + at + " of the file " + found
                + "; save it as UTF-8");
    }
}
