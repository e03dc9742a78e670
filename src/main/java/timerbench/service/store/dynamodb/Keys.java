package timerbench.service.store.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;
import timerbench.service.timer.Micros;
import timerbench.service.timer.TimerKey;

/**
 * Keys by which timers are found and ordered. A sort key in DynamoDB has at most 1,024 bytes, and two ids of 255
 * characters exceed that: digests replace the parts that are only compared for equality.
 */
final class Keys {
    private Keys() {}

    /** Returns 32 bytes that identify the key. */
    static SdkBytes of(TimerKey key) {
        byte[] group = key.groupId().getBytes(UTF_8);
        byte[] timer = key.timerId().getBytes(UTF_8);
        // The length in front distinguishes ("a", "bc") from ("ab", "c").
        return SdkBytes.fromByteArrayUnsafe(digest(ByteBuffer.allocate(Integer.BYTES + group.length + timer.length)
                .putInt(group.length)
                .put(group)
                .put(timer)
                .array()));
    }

    /**
     * Returns the timer's place in the order of all timers: by group, then by instant, then by id in code point
     * order; at most 805 bytes.
     */
    static SdkBytes place(String groupId, Instant executeAt, String timerId) {
        byte[] start = start(groupId, Micros.sinceEpoch(executeAt));
        byte[] id = ordered(timerId);
        byte[] place = Arrays.copyOf(start, start.length + id.length);
        System.arraycopy(id, 0, place, start.length, id.length);
        return SdkBytes.fromByteArrayUnsafe(place);
    }

    /** Returns the first place of a group. */
    static SdkBytes first(String groupId) {
        return SdkBytes.fromByteArrayUnsafe(start(groupId, Long.MIN_VALUE));
    }

    /** Returns a place behind all of the group's timers before the instant, and in front of the others. */
    static SdkBytes end(String groupId, Instant before) {
        return SdkBytes.fromByteArrayUnsafe(start(groupId, Micros.sinceEpochNotBefore(before)));
    }

    /** Returns a place behind all of the group's timers. */
    static SdkBytes end(String groupId) {
        return SdkBytes.fromByteArrayUnsafe(start(groupId, Long.MAX_VALUE));
    }

    /** Returns the first place behind this one. */
    static SdkBytes behind(SdkBytes place) {
        byte[] bytes = place.asByteArrayUnsafe();
        return SdkBytes.fromByteArrayUnsafe(Arrays.copyOf(bytes, bytes.length + 1));
    }

    static int compare(SdkBytes a, SdkBytes b) {
        return Arrays.compareUnsigned(a.asByteArrayUnsafe(), b.asByteArrayUnsafe());
    }

    private static byte[] start(String groupId, long micros) {
        byte[] group = digest(groupId.getBytes(UTF_8));
        // Bytes compare as unsigned: the sign bit is inverted so that negative numbers come first.
        return ByteBuffer.allocate(group.length + Long.BYTES)
                .put(group)
                .putLong(micros ^ Long.MIN_VALUE)
                .array();
    }

    /** Returns bytes that compare as the text's code points do: 1, 2 or 3 a character, where UTF-8 may need 4. */
    private static byte[] ordered(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + Long.BYTES);
        text.codePoints().forEach(point -> {
            if (point < 0x80) {
                bytes.write(point);
            } else if (point < 0x4000) {
                bytes.write(0x80 | point >> 8);
                bytes.write(point);
            } else {
                bytes.write(0xC0 | point >> 16);
                bytes.write(point >> 8);
                bytes.write(point);
            }
        });
        return bytes.toByteArray();
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
