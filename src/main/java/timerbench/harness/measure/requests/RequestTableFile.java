package timerbench.harness.measure.requests;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import timerbench.harness.run.ErrorCount;

/**
 * The rows of a {@link RequestTable} as a file that any program reads: CSV after RFC 4180, in gzip. What it holds
 * besides ({@link RequestErrors}) is written elsewhere. Whatever differs between the two is an error.
 */
public final class RequestTableFile {
    private static final String[] COLUMNS = {"start_s", "end_s", "operation", "ok", "response_ms", "count"};
    private static final int BUFFER_BYTES = 1 << 16;

    private final RequestTable table;
    private final Map<String, Long> failed = new HashMap<>();
    private final Set<String> setBack = new HashSet<>();
    private long requests;
    private long line = 1;
    private String operation = "";

    private RequestTableFile(RequestTable table) {
        this.table = table;
    }

    /** Returns the content of the file. Equal tables have the same text. */
    public static byte[] bytes(RequestTable table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(bytes, BUFFER_BYTES), StandardCharsets.UTF_8))) {
            out.append(String.join(",", COLUMNS)).append("\r\n");
            StringBuilder line = new StringBuilder();
            for (Iterator<RequestTable.Row> rows = table.rows().iterator(); rows.hasNext(); ) {
                line.setLength(0);
                write(rows.next(), line);
                out.append(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not to a file", e);
        }
        return bytes.toByteArray();
    }

    private static void write(RequestTable.Row row, StringBuilder line) {
        line.append(row.startSecond())
                .append(',')
                .append(row.endSecond())
                .append(',')
                .append(quoted(row.operation()))
                .append(',')
                .append(row.ok())
                .append(',')
                .append(row.responseMillis())
                .append(',')
                .append(row.count())
                .append("\r\n");
    }

    private static String quoted(String name) {
        boolean isPlain = name.chars().noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * Returns the table of which a file holds the rows.
     *
     * @param content of the file
     * @param name of the file, for messages
     * @param errors what the table holds besides
     * @throws IOException if the file is damaged, or holds other requests than {@code errors} says; the message
     *     says in which line
     */
    public static RequestTable read(byte[] content, String name, RequestErrors errors) throws IOException {
        RequestTableFile file = new RequestTableFile(new RequestTable(errors.origin()));
        try (Reader text = new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(content), BUFFER_BYTES),
                StandardCharsets.UTF_8.newDecoder())) {
            file.read(new CsvInput(text));
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException(name + ": line " + file.line + ": " + reason(e), e);
        }
        file.compare(name, errors);
        file.table.add(errors);
        return file.table;
    }

    private static String reason(Exception e) {
        if (e instanceof EOFException) {
            return "the file ends too early";
        }
        if (e instanceof ZipException) {
            return "not in gzip, or damaged: " + e.getMessage();
        }
        return e instanceof CharacterCodingException ? "not UTF-8" : String.valueOf(e.getMessage());
    }

    private void read(CsvInput in) throws IOException {
        for (int column = 0; column < COLUMNS.length; column++) {
            String name = cell(in, column).toString();
            if (!name.equals(COLUMNS[column])) {
                throw new IOException("the header must be " + String.join(",", COLUMNS) + ", found \"" + name + "\"");
            }
        }
        in.lineEnd();
        line = in.line();
        while (!in.atEnd()) {
            add(row(in));
            line = in.line();
        }
    }

    private static CharSequence cell(CsvInput in, int column) throws IOException {
        if (column > 0) {
            in.comma();
        }
        return in.cell();
    }

    private RequestTable.Row row(CsvInput in) throws IOException {
        int start = number(in, 0);
        int end = number(in, 1);
        CharSequence name = cell(in, 2);
        if (!operation.contentEquals(name)) {
            operation = name.toString();
        }
        CharSequence ok = cell(in, 3);
        boolean isOk = "true".contentEquals(ok);
        if (!isOk && !"false".contentEquals(ok)) {
            throw new IOException("ok must be true or false, was \"" + ok + "\"");
        }
        int response = number(in, 4);
        int count = number(in, 5);
        in.lineEnd();
        return new RequestTable.Row(start, end, operation, isOk, response, count);
    }

    private static int number(CsvInput in, int column) throws IOException {
        CharSequence cell = cell(in, column);
        try {
            return Integer.parseInt(cell, 0, cell.length(), 10);
        } catch (NumberFormatException e) {
            throw new IOException(COLUMNS[column] + " must be a whole number, was \"" + cell + "\"", e);
        }
    }

    private void add(RequestTable.Row row) {
        table.add(row);
        requests += row.count();
        if (!row.ok()) {
            failed.merge(row.operation(), row.count(), Long::sum);
        }
        if (row.responseMillis() < 0) {
            setBack.add(row.operation());
        }
    }

    private void compare(String name, RequestErrors errors) throws IOException {
        Map<String, Long> messages = new HashMap<>();
        for (ErrorCount error : errors.messages()) {
            error.operation().ifPresent(of -> messages.merge(of, error.count(), Long::sum));
        }
        require(errors.requests(), requests, name, "requests");
        require(new TreeMap<>(messages), new TreeMap<>(failed), name, "failed requests");
        require(
                new TreeSet<>(errors.setBack().keySet()),
                new TreeSet<>(setBack),
                name,
                "operations with times below 0");
    }

    private static void require(Object wanted, Object found, String name, String what) throws IOException {
        if (!found.equals(wanted)) {
            throw new IOException(name + ": holds other " + what + " than were counted: " + found + ", not " + wanted);
        }
    }
}
