package timerbench.harness.measure.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the binary {@code simulation.log} of Gatling 3.15 without Gatling on the class path: every record, in the
 * order written. {@code io.gatling.core.stats.writer.LogFileDataWriter} defines the layout.
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
     * The end of a log.
     *
     * @param records number of complete records, including the header
     * @param cutBytes bytes of an incomplete last record; 0 if there is none
     */
    public record End(long records, long cutBytes) {

        /** Returns whether the last record is incomplete: the run was killed, and what it had not written is lost. */
        public boolean cut() {
            return cutBytes > 0;
        }

        /** Returns the sums of two logs. */
        public End and(End other) {
            return new End(records + other.records, cutBytes + other.cutBytes);
        }
    }

    /**
     * Passes every complete record of the log to the consumer and returns how the log ended.
     *
     * @throws IOException if the file cannot be read, is not such a log, ends within its header, or has another
     *     version
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
        } catch (LogInput.CorruptException e) {
            throw new IOException(
                    "%s: damaged in the record at byte %d, after %d good ones: %s"
                            .formatted(file, recordStart, records, e.getMessage()),
                    e);
        }
    }

    private LogRecord.Header header() throws IOException {
        try {
            if (in.readByte() != HEADER) {
                throw new LogInput.CorruptException("its first byte is not 0");
            }
            String version = in.readText();
            checkVersion(version);
            return header(version);
        } catch (LogInput.CorruptException e) {
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
            throw new LogInput.CorruptException("no version in its first record");
        }
        if (!version.startsWith(SUPPORTED + ".")) {
            throw new LogInput.CorruptException(
                    "it is of version %s, supported are %s.x".formatted(version, SUPPORTED));
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
            default -> throw new LogInput.CorruptException("unknown type of record " + type);
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
            throw new LogInput.CorruptException(
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
