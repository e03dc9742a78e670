package timerbench.harness.measure.log;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes logs in the format of Gatling's {@code LogFileDataWriter}, and records the end of each record. */
public final class LogWriter {

    public static final long START_MILLIS = 1_767_225_600_000L; // 2026-01-01T00:00:00Z

    private static final Charset UTF16 =
            ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<String, Integer> shared = new HashMap<>();
    private final List<Integer> ends = new ArrayList<>();

    private interface Step {
        void write() throws IOException;
    }

    public static LogWriter log(String version, String... scenarios) {
        LogWriter writer = new LogWriter();
        return writer.write(() -> {
            writer.out.writeByte(0);
            writer.text(version);
            writer.text("simulations.TimerCreationSimulation");
            writer.out.writeLong(START_MILLIS);
            writer.text("");
            writer.out.writeInt(scenarios.length);
            for (String scenario : scenarios) {
                writer.text(scenario);
            }
            writer.out.writeInt(1); // one assertion of three bytes
            writer.out.writeInt(3);
            writer.out.write(new byte[] {7, 8, 9});
        });
    }

    public LogWriter request(List<String> groups, String name, int start, int end, String failure) {
        return write(() -> {
            out.writeByte(1);
            groups(groups);
            shared(name);
            out.writeInt(start);
            out.writeInt(end);
            out.writeBoolean(failure == null);
            shared(failure == null ? "" : failure);
        });
    }

    public LogWriter ok(String name, int start, int end) {
        return request(List.of(), name, start, end, null);
    }

    public LogWriter failed(String name, int start, int end, String message) {
        return request(List.of(), name, start, end, message);
    }

    public LogWriter user(int scenario, boolean start, int at) {
        return write(() -> {
            out.writeByte(2);
            out.writeInt(scenario);
            out.writeBoolean(start);
            out.writeInt(at);
        });
    }

    LogWriter group(List<String> groups, int start, int end, int cumulated) {
        return write(() -> {
            out.writeByte(3);
            groups(groups);
            out.writeInt(start);
            out.writeInt(end);
            out.writeInt(cumulated);
            out.writeBoolean(true);
        });
    }

    public LogWriter crash(String message, int at) {
        return write(() -> {
            out.writeByte(4);
            shared(message);
            out.writeInt(at);
        });
    }

    LogWriter raw(int... values) {
        return write(() -> {
            for (int value : values) {
                out.writeByte(value);
            }
        });
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Returns the offsets at which records end, the header's first. */
    List<Integer> ends() {
        return List.copyOf(ends);
    }

    public Path to(Path folder) throws IOException {
        return Files.write(folder.resolve("simulation.log"), bytes());
    }

    private LogWriter write(Step step) {
        try {
            step.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ends.add(bytes.size());
        return this;
    }

    private void groups(List<String> groups) throws IOException {
        out.writeInt(groups.size());
        for (String group : groups) {
            shared(group);
        }
    }

    private void shared(String text) throws IOException {
        Integer index = shared.putIfAbsent(text, shared.size() + 1);
        if (index != null) {
            out.writeInt(-index);
        } else {
            out.writeInt(shared.size());
            text(text);
        }
    }

    private void text(String text) throws IOException {
        boolean latin1 = text.chars().allMatch(character -> character < 256);
        byte[] coded = text.getBytes(latin1 ? StandardCharsets.ISO_8859_1 : UTF16);
        out.writeInt(coded.length);
        if (coded.length > 0) {
            out.write(coded);
            out.writeByte(latin1 ? 0 : 1);
        }
    }
}
