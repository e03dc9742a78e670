package timerbench.harness.measure.callback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A timer's group and id as one array of bytes. The group may be empty. */
final class Key {
    private static final char BETWEEN = '\0';

    private final String group;
    private final byte[] bytes;
    private final int hash;

    Key(String groupId, String timerId) {
        group = groupId;
        bytes = (groupId + BETWEEN + timerId).getBytes(StandardCharsets.UTF_8);
        int h = Arrays.hashCode(bytes);
        // The finalizer of MurmurHash3: consecutive ids differ in few bits.
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        hash = h ^ (h >>> 16);
    }

    /** Returns the group; empty if there is none. */
    String group() {
        return group;
    }

    byte[] bytes() {
        return bytes;
    }

    int hash() {
        return hash;
    }

    /** Returns group and id, separated by a slash; the id alone if there is no group. */
    String text() {
        return text(bytes);
    }

    static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.charAt(0) == BETWEEN ? text.substring(1) : text.replace(BETWEEN, '/');
    }

    /**
     * Stores keys one after the other in large arrays: millions of keys are few objects for the garbage collector.
     */
    static final class Pool {
        private static final int PIECE = 1 << 16;
        private static final int LENGTH_BYTES = 2;
        private static final int LONGEST = 0xffff;

        private final List<byte[]> pieces = new ArrayList<>();
        private int used = PIECE;

        /** Returns the place of the key that it adds. */
        int add(byte[] key) {
            if (key.length > LONGEST) {
                throw new IllegalArgumentException("a key has at most " + LONGEST + " bytes, was " + key.length);
            }
            if (used + LENGTH_BYTES + key.length > PIECE) {
                pieces.add(new byte[Math.max(PIECE, LENGTH_BYTES + key.length)]);
                used = 0;
            }
            byte[] piece = pieces.get(pieces.size() - 1);
            int at = used;
            piece[at] = (byte) (key.length >>> 8);
            piece[at + 1] = (byte) key.length;
            System.arraycopy(key, 0, piece, at + LENGTH_BYTES, key.length);
            // A key that is longer than a piece fills its own.
            used = Math.min(PIECE, at + LENGTH_BYTES + key.length);
            return (pieces.size() - 1) * PIECE + at;
        }

        boolean holds(int at, byte[] key) {
            byte[] piece = pieces.get(at / PIECE);
            int from = at % PIECE + LENGTH_BYTES;
            return Arrays.equals(piece, from, from + length(piece, at % PIECE), key, 0, key.length);
        }

        byte[] get(int at) {
            byte[] piece = pieces.get(at / PIECE);
            int from = at % PIECE + LENGTH_BYTES;
            return Arrays.copyOfRange(piece, from, from + length(piece, at % PIECE));
        }

        private static int length(byte[] piece, int at) {
            return ((piece[at] & 0xff) << 8) | (piece[at + 1] & 0xff);
        }
    }
}
