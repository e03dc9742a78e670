package timerbench.harness.result;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what Gatling 3.15 writes, for tests of the reader. */
final class LogWriter {
    static final long START = 1_800_000_000_000L;
    private static final Charset UTF16 =
            ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<String, Integer> cached = new HashMap<>();

    private interface Step {
        void run() throws IOException;
    }

    private LogWriter write(Step step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LogWriter header(String version) {
        return write(() -> {
            out.writeByte(0);
            text(version);
            text("simulations.TimerCreationSimulation");
            out.writeLong(START);
            text("");
            out.writeInt(1);
            text("create");
            out.writeInt(1);
            out.writeInt(3);
            out.write(new byte[] {1, 2, 3});
        });
    }

    LogWriter request(String name, int start, int end, boolean ok, String message) {
        return write(() -> {
            out.writeByte(1);
            out.writeInt(0);
            cachedText(name);
            out.writeInt(start);
            out.writeInt(end);
            out.writeBoolean(ok);
            cachedText(message);
        });
    }

    LogWriter user(boolean start, int at) {
        return write(() -> {
            out.writeByte(2);
            out.writeInt(0);
            out.writeBoolean(start);
            out.writeInt(at);
        });
    }

    LogWriter group(List<String> names, int start, int end) {
        return write(() -> {
            out.writeByte(3);
            out.writeInt(names.size());
            for (String name : names) {
                cachedText(name);
            }
            out.writeInt(start);
            out.writeInt(end);
            out.writeInt(end - start);
            out.writeBoolean(true);
        });
    }

    LogWriter crash(String message, int at) {
        return write(() -> {
            out.writeByte(4);
            cachedText(message);
            out.writeInt(at);
        });
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void cachedText(String text) throws IOException {
        Integer index = cached.get(text);
        if (index != null) {
            out.writeInt(-index);
            return;
        }
        cached.put(text, cached.size() + 1);
        out.writeInt(cached.size());
        text(text);
    }

    private void text(String text) throws IOException {
        if (text.isEmpty()) {
            out.writeInt(0);
            return;
        }
        boolean latin = text.chars().allMatch(unit -> unit < 256);
        byte[] encoded = text.getBytes(latin ? StandardCharsets.ISO_8859_1 : UTF16);
        out.writeInt(encoded.length);
        out.write(encoded);
        out.writeByte(latin ? 0 : 1);
    }
}
