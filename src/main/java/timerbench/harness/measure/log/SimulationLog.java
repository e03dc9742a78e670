package timerbench.harness.measure.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reader of the binary {@code simulation.log} that Gatling 3.15 leaves behind: every record, in the order written, with
 * no Gatling on the class path. The layout is that of {@code io.gatling.core.stats.writer.LogFileDataWriter}.
 */
public final class SimulationLog {

    private static final String SUPPORTED = "3.15";

    private static final byte HEADER = 0;
    private static final byte REQUEST = 1;
    private static final byte USER = 2;
    private static final byte GROUP = 3;
    private static final byte CRASH = 4;

    private final Path file;
    private final LogInput in;
    private final Consumer<LogRecord> consumer;

    private SimulationLog(Path file, LogInput in, Consumer<LogRecord> consumer) {
        this.file = file;
        this.in = in;
        this.consumer = consumer;
    }

    /**
     * How the log ended.
     *
     * @param records whole records that were read, the header among them
     * @param cutBytes bytes of a last record that is not whole, because the run was killed; 0 if there is none
     */
    public record End(long records, long cutBytes) {

        /** Whether the last record is not whole: the run was killed, and what it had not yet written is lost. */
        public boolean cut() {
            return cutBytes > 0;
        }
    }

    /**
     * Hands every whole record of the log to the consumer and returns how the log ended. A cut last record is not
     * handed out.
     *
     * @throws IOException if the file cannot be read, is no such log, ends within its header, or is of another version
     */
    public static End read(Path file, Consumer<LogRecord> consumer) throws IOException {
        try (LogInput in = new LogInput(file)) {
            return new SimulationLog(file, in, consumer).read();
        }
    }

    private End read() throws IOException {
        LogRecord.Header header = header();
        consumer.accept(header);
        long records = 1;
        long recordStart = in.position();
        try {
            while (!in.atEnd()) {
                consumer.accept(next(header));
                records++;
                recordStart = in.position();
            }
            return new End(records, 0);
        } catch (EOFException cut) {
            return new End(records, in.sizeBytes() - recordStart);
        } catch (CorruptLogException e) {
            throw new IOException(
                    "%s: damaged in the record at byte %d, after %d good ones: %s"
                            .formatted(file, recordStart, records, e.getMessage()),
                    e);
        }
    }

    private LogRecord.Header header() throws IOException {
        try {
            if (in.readByte() != HEADER) {
                throw new CorruptLogException("its first byte is not 0");
            }
            String version = in.readText();
            checkVersion(version);
            return header(version);
        } catch (CorruptLogException e) {
            throw new IOException(file + ": not a simulation.log of Gatling " + SUPPORTED + ": " + e.getMessage(), e);
        } catch (EOFException e) {
            throw new IOException(
                    "%s: ends within its first record, after %d bytes: the run was killed before Gatling wrote a request"
                            .formatted(file, in.sizeBytes()),
                    e);
        }
    }

    private static void checkVersion(String version) throws IOException {
        if (!version.matches("\\d+\\.\\d+.*")) {
            throw new CorruptLogException("no version in its first record");
        }
        if (!version.startsWith(SUPPORTED + ".")) {
            throw new CorruptLogException("it is of version %s, supported are %s.x".formatted(version, SUPPORTED));
        }
    }

    private LogRecord.Header header(String version) throws IOException {
        String simulationClass = in.readText();
        long startMillis = in.readLong();
        String description = in.readText();
        List<String> scenarios = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            scenarios.add(in.readText());
        }
        for (int left = in.readCount(); left > 0; left--) {
            in.readBytes(in.readInt()); // an assertion, in Scala's own coding
        }
        return new LogRecord.Header(version, simulationClass, startMillis, description, scenarios);
    }

    private LogRecord next(LogRecord.Header header) throws IOException {
        long startMillis = header.startMillis();
        byte type = in.readByte();
        return switch (type) {
            case REQUEST -> request(startMillis);
            case USER -> user(header);
            case GROUP -> group(startMillis);
            case CRASH -> new LogRecord.Crash(in.readSharedText(), startMillis + in.readInt());
            default -> throw new CorruptLogException("unknown type of record " + type);
        };
    }

    private LogRecord request(long startMillis) throws IOException {
        List<String> groups = groups();
        String name = in.readSharedText();
        long start = startMillis + in.readInt();
        long end = startMillis + in.readInt();
        boolean ok = in.readBoolean();
        return new LogRecord.Request(groups, name, start, end, ok, in.readSharedText());
    }

    private LogRecord user(LogRecord.Header header) throws IOException {
        int scenario = in.readCount();
        if (scenario >= header.scenarios().size()) {
            throw new CorruptLogException(
                    "scenario %d of %d".formatted(scenario, header.scenarios().size()));
        }
        boolean start = in.readBoolean();
        return new LogRecord.User(header.scenarios().get(scenario), start, header.startMillis() + in.readInt());
    }

    private LogRecord group(long startMillis) throws IOException {
        List<String> groups = groups();
        long start = startMillis + in.readInt();
        long end = startMillis + in.readInt();
        int cumulatedMillis = in.readInt();
        return new LogRecord.Group(groups, start, end, cumulatedMillis, in.readBoolean());
    }

    private List<String> groups() throws IOException {
        int count = in.readCount();
        if (count == 0) {
            return List.of();
        }
        List<String> groups = new ArrayList<>();
        for (int left = count; left > 0; left--) {
            groups.add(in.readSharedText());
        }
        return List.copyOf(groups);
    }
}
