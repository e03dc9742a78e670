package timerbench.harness.measure.callback;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A timer's group and id in one piece. */
final class Key {
    private static final char BETWEEN = '\0';

    private final byte[] bytes;
    private final int hash;

    Key(String groupId, String timerId) {
        bytes = (groupId + BETWEEN + timerId).getBytes(StandardCharsets.UTF_8);
        int h = Arrays.hashCode(bytes);
        // The finalizer of MurmurHash3: ids that count up differ in few bits.
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        hash = h ^ (h >>> 16);
    }

    byte[] bytes() {
        return bytes;
    }

    int hash() {
        return hash;
    }

    /** Returns group and id for people. */
    String text() {
        return text(bytes);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace(BETWEEN, '/');
    }
}
