package timerbench.harness.measure.log;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the primitive values of Gatling's log. An {@link EOFException} means that the file ends within the value, a
 * {@link CorruptException} that the bytes cannot be such a value.
 */
final class LogInput implements Closeable {
    /** The file contains bytes that no supported version of Gatling writes. */
    static final class CorruptException extends IOException {
        private static final long serialVersionUID = 1L;

        CorruptException(String message) {
            super(message);
        }
    }

    private static final int BUFFER_BYTES = 1 << 16;
    // Gatling writes a text in one piece from a buffer of 8 KiB (gatling.data.file.bufferSize); far more cannot be a
    // text.
    private static final int LONGEST_TEXT_BYTES = 1 << 24;
    // Gatling copies the String's own array, which is in the byte order of the machine.
    private static final Charset UTF16 =
            ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;

    private final FileChannel channel;
    private final long sizeBytes;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final List<String> seen = new ArrayList<>();
    // Counted here: every record asks for the position, and asking the channel is a system call.
    private long filledBytes;

    LogInput(Path file) throws IOException {
        channel = FileChannel.open(file);
        sizeBytes = channel.size();
    }

    /** Returns the offset of the next byte in the file. */
    long position() {
        return filledBytes - buffer.remaining();
    }

    long sizeBytes() {
        return sizeBytes;
    }

    boolean atEnd() {
        return !buffer.hasRemaining() && position() >= sizeBytes;
    }

    byte readByte() throws IOException {
        require(1);
        return buffer.get();
    }

    boolean readBoolean() throws IOException {
        byte value = readByte();
        if (value != 0 && value != 1) {
            throw new CorruptException("a boolean must be 0 or 1, was " + value);
        }
        return value == 1;
    }

    int readInt() throws IOException {
        require(Integer.BYTES);
        return buffer.getInt();
    }

    long readLong() throws IOException {
        require(Long.BYTES);
        return buffer.getLong();
    }

    int readCount() throws IOException {
        int count = readInt();
        if (count < 0) {
            throw new CorruptException("a count must not be negative, was " + count);
        }
        return count;
    }

    String readText() throws IOException {
        int length = readInt();
        if (length == 0) {
            return "";
        }
        byte[] bytes = readBytes(length);
        byte coder = readByte();
        return switch (coder) {
            case 0 -> new String(bytes, StandardCharsets.ISO_8859_1);
            case 1 -> new String(bytes, UTF16);
            default -> throw new CorruptException("a text's coder must be 0 or 1, was " + coder);
        };
    }

    /**
     * Reads a text that is spelled out where it first occurs (with the next index from 1) and later referred to by
     * −index.
     */
    String readSharedText() throws IOException {
        int index = readInt();
        return index < 0 ? known(-(index + 1)) : spelled(index);
    }

    // place = −index − 1, which cannot overflow
    private String known(int place) throws IOException {
        if (place >= seen.size()) {
            throw new CorruptException("text " + (place + 1L) + " is referred to before it is spelled out");
        }
        return seen.get(place);
    }

    private String spelled(int index) throws IOException {
        if (index != seen.size() + 1) {
            throw new CorruptException("the next text must have the index " + (seen.size() + 1) + ", was " + index);
        }
        String text = readText();
        seen.add(text);
        return text;
    }

    byte[] readBytes(int length) throws IOException {
        if (length < 0 || length > LONGEST_TEXT_BYTES) {
            throw new CorruptException("impossible length of " + length + " bytes");
        }
        if (length > sizeBytes - position()) {
            throw new EOFException();
        }
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            require(1);
            int part = Math.min(length - done, buffer.remaining());
            buffer.get(bytes, done, part);
            done += part;
        }
        return bytes;
    }

    private void require(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            fill(bytes);
        }
    }

    private void fill(int bytes) throws IOException {
        buffer.compact();
        try {
            while (buffer.position() < bytes) {
                int read = channel.read(buffer);
                if (read < 0) {
                    throw new EOFException();
                }
                filledBytes += read;
            }
        } finally {
            buffer.flip();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
