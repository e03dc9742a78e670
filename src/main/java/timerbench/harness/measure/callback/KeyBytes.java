package timerbench.harness.measure.callback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keys, one after the other in large pieces of memory: millions of them are few objects to the garbage collector. */
final class KeyBytes {
    private static final int PIECE = 1 << 16;
    private static final int LENGTH_BYTES = 2;
    private static final int LONGEST = 0xffff;

    private final List<byte[]> pieces = new ArrayList<>();
    private int used = PIECE;

    /** Returns where the key is kept. */
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
        // One that is longer than a piece fills its own.
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
