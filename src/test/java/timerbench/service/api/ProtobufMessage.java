package timerbench.service.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message of protobuf, read by the numbers of its fields (https://protobuf.dev/programming-guides/encoding), so that
 * no library that writes it judges itself.
 *
 * @param fields {@link Long} for a varint, {@link Double} for eight bytes, {@link ByteBuffer} for bytes or a message
 */
record ProtobufMessage(Map<Integer, List<Object>> fields) {
    /** Reads messages that each have their length before them, as Prometheus wants them. */
    static List<ProtobufMessage> delimited(byte[] bytes) {
        List<ProtobufMessage> messages = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            messages.add(of(part(rest)));
        }
        return messages;
    }

    private static ProtobufMessage of(ByteBuffer bytes) {
        Map<Integer, List<Object>> fields = new TreeMap<>();
        ByteBuffer rest = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            Object value = switch ((int) tag & 7) {
                case 0 -> varint(rest);
                case 1 -> rest.getDouble();
                case 2 -> part(rest);
                default -> throw new IllegalArgumentException("wire type of tag " + tag);
            };
            fields.computeIfAbsent((int) (tag >> 3), field -> new ArrayList<>()).add(value);
        }
        return new ProtobufMessage(fields);
    }

    private static long varint(ByteBuffer rest) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = rest.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static ByteBuffer part(ByteBuffer rest) {
        int length = (int) varint(rest);
        ByteBuffer part = rest.slice(rest.position(), length);
        rest.position(rest.position() + length);
        return part;
    }

    boolean has(int field) {
        return fields.containsKey(field);
    }

    String text(int field) {
        return StandardCharsets.UTF_8
                .decode(((ByteBuffer) one(field)).duplicate())
                .toString();
    }

    List<ProtobufMessage> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(bytes -> of((ByteBuffer) bytes))
                .toList();
    }

    long whole(int field) {
        return (Long) one(field);
    }

    /** Reads a whole number that may be negative and is written zigzag: sint32, sint64. */
    long signed(int field) {
        return whole(field) >>> 1 ^ -(whole(field) & 1);
    }

    double real(int field) {
        return (Double) one(field);
    }

    private Object one(int field) {
        return fields.get(field).get(0);
    }
}
