package timerbench.harness.measure.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.measure.log.LogWriter;
import timerbench.harness.measure.log.SimulationLog;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.JsonText;

class RequestTableFileTest {
    private static final String NAME = "part-0/requests.csv.gz";
    private static final String HEADER = "start_s,end_s,operation,ok,response_ms,count\r\n";
    private static final Instant ORIGIN = RandomRequests.ORIGIN;

    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    private static RequestTable table(List<LogRecord.Request> requests, long laterMillis) {
        RequestTable table = new RequestTable(ORIGIN.plusMillis(laterMillis));
        requests.forEach(each -> table.add(new LogRecord.Request(
                each.groups(),
                each.name(),
                each.startMillis() + laterMillis,
                each.endMillis() + laterMillis,
                each.ok(),
                each.message())));
        return table;
    }

    /** Writes a table to files, and reads them. */
    private RequestTable written(RequestTable table) throws IOException {
        Path json = Files.writeString(folder.resolve("part.json"), JsonText.of(table.errors()));
        return RequestTableFile.read(
                RequestTableFile.bytes(table), NAME, JsonText.read(json, RequestErrors.class, "part", "errors"));
    }

    private static void assertEqual(RequestTable actual, RequestTable expected) {
        assertThat(actual.rows().toList()).isEqualTo(expected.rows().toList());
        assertThat(actual.errors()).isEqualTo(expected.errors());
    }

    private static String text(RequestTable table) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(RequestTableFile.bytes(table)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static RequestErrors counted(long requests, ErrorCount... messages) {
        return new RequestErrors(ORIGIN, requests, new SimulationLog.End(3, 0), List.of(messages), Map.of());
    }

    private static RequestTable read(String text, long requests) throws IOException {
        return RequestTableFile.read(zipped(text), NAME, counted(requests));
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text, 1)).isInstanceOf(IOException.class).hasMessage(NAME + ": " + message);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void partsOfARandomSplitAddUpToTheWholeInAnyOrder(long seed) throws IOException {
        Random random = new Random(seed);
        List<LogRecord.Request> all = RandomRequests.of(random, 10_000, false);
        int count = 1 + random.nextInt(8);
        List<List<LogRecord.Request>> split = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            split.add(new ArrayList<>());
        }
        all.forEach(request -> split.get(random.nextInt(count)).add(request));
        List<RequestTable> parts = new ArrayList<>();
        for (List<LogRecord.Request> part : split) {
            // Each injector has its own clock.
            parts.add(written(table(part, random.nextInt(100_000) - 50_000)));
        }

        for (int order = 0; order < 3; order++) {
            Collections.shuffle(parts, random);
            RequestTable sum = new RequestTable(ORIGIN);
            parts.forEach(sum::add);
            assertEqual(sum, table(all, 0));
        }
    }

    @Test
    void percentilesOfAddedTablesAreThoseOfOneHistogramOfAllSamples() throws IOException {
        Random random = new Random(7);
        Histogram all = new Histogram(3);
        RequestTable sum = new RequestTable(ORIGIN);
        for (int part = 0; part < 4; part++) {
            List<LogRecord.Request> requests = RandomRequests.of(random, 20_000, true);
            requests.stream()
                    .filter(request -> request.name().equals("create"))
                    .forEach(request -> all.recordValue(request.responseTimeMillis()));
            sum.add(written(table(requests, 0)));
        }

        Distribution merged = RequestFigures.of(sum, Optional.empty()).operations().stream()
                .filter(each -> each.operation().equals("create"))
                .findFirst()
                .flatMap(RequestFigures.OperationFigures::responseTime)
                .orElseThrow();

        assertThat(merged.decode()).isEqualTo(all);
        assertThat(merged.histogram()).isEqualTo(Distribution.encoded(all));
    }

    @Test
    void crashesAndTheEndOfTheLogAddToo() throws IOException {
        LogWriter log =
                LogWriter.log("3.15.1", "steady").ok("create", 5_000, 5_002).crash("feeder is empty", 4_000);
        byte[] bytes = log.ok("create", 5_000, 5_001).bytes();
        Path cut = Files.write(folder.resolve("simulation.log"), Arrays.copyOf(bytes, bytes.length - 1));
        Instant start = Instant.ofEpochMilli(LogWriter.START_MILLIS);
        RequestTable sum = new RequestTable(start.plusSeconds(100));

        sum.add(written(RequestTable.read(cut, start)));
        sum.add(written(RequestTable.read(cut, start.plusSeconds(2))));

        RequestErrors errors = sum.errors();
        assertThat(errors.messages())
                .containsExactly(
                        new ErrorCount(Optional.empty(), "feeder is empty", 2, Optional.of(start.plusSeconds(102))));
        assertThat(errors.end().cut()).isTrue();
        assertThat(errors.end().records()).isEqualTo(6);
        assertThat(sum.rows())
                .containsExactly(
                        new RequestTable.Row(3, 3, "create", true, 2, 1),
                        new RequestTable.Row(5, 5, "create", true, 2, 1));
    }

    @ParameterizedTest
    @CsvSource({"en", "de", "tr", "ar-EG-u-nu-arab"})
    void theFileIsTheSameInEveryLanguage(String language) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(language));
        RequestTable table = new RequestTable(ORIGIN);
        long from = ORIGIN.toEpochMilli();
        for (int i = 0; i < 1_234; i++) {
            table.add(new LogRecord.Request(List.of(), "LIST, all", from - 1, from + 1_234_567, true, ""));
        }
        table.add(new LogRecord.Request(List.of(), "delete \"i\"", from + 999, from + 500, false, "status 500"));

        assertThat(text(table))
                .isEqualTo(HEADER + "0,0,\"delete \"\"i\"\"\",false,-499,1\r\n"
                        + "-1,1234,\"LIST, all\",true,1234568,1234\r\n");
        assertEqual(written(table), table);
    }

    @Test
    void rowsInAnotherOrderAndLinesThatEndAsInUnixAreReadToo() throws IOException {
        String text = HEADER.replace("\r", "") + "1,1,create,true,5,2\n0,0,\"create\",true,5,3\n";

        assertThat(read(text, 5).rows())
                .containsExactly(
                        new RequestTable.Row(0, 0, "create", true, 5, 3),
                        new RequestTable.Row(1, 1, "create", true, 5, 2));
    }

    @Test
    void aTableWithoutRequestsHasAHeader() throws IOException {
        RequestTable empty = new RequestTable(ORIGIN);
        assertThat(text(empty)).isEqualTo(HEADER);
        assertEqual(written(empty), empty);
    }

    @Test
    void whatIsNoTableIsRefusedWithItsLine() {
        String good = HEADER + "0,0,create,true,5,1\r\n";
        assertRefused("", "line 1: the header must be " + HEADER.strip() + ", found \"\"");
        assertRefused(good.replace("end_s", "end"), "line 1: the header must be " + HEADER.strip() + ", found \"end\"");
        assertRefused(good + "0,x,create,true,6,1\r\n", "line 3: end_s must be a whole number, was \"x\"");
        assertRefused(good + "0,,create,true,6,1\r\n", "line 3: end_s must be a whole number, was \"\"");
        assertRefused(good + "0,0.5,create,true,6,1\r\n", "line 3: end_s must be a whole number, was \"0.5\"");
        assertRefused(good + "0,0,,true,6,1\r\n", "line 3: operation must not be empty");
        assertRefused(good + "0,0,create,yes,6,1\r\n", "line 3: ok must be true or false, was \"yes\"");
        assertRefused(good + "0,0,create,true,6,-1\r\n", "line 3: a count is 1 to 2147483647, was -1");
        assertRefused(good + "0,0,create,true,6,0\r\n", "line 3: a count is 1 to 2147483647, was 0");
        assertRefused(
                good + "0,0,create,true,6,3000000000\r\n", "line 3: count must be a whole number, was \"3000000000\"");
        assertRefused(
                good + "0,9,create,true,6,1\r\n",
                "line 3: a request of 6 ms cannot start in second 0 and end in second 9");
        assertRefused(good + "0,0,create,true,5,1\r\n", "line 3: the row occurs twice");
        assertRefused(good + "0,0,create,true,6\r\n", "line 3: too few cells");
        assertRefused(good + "0,0,create,true,6,1,1\r\n", "line 3: more than wanted");
        assertRefused(good + "0,0,create,true,6,1", "line 3: the line does not end");
        assertRefused(good + "0,0,\"create,true,6,1\r\n", "line 3: the last quotation mark is missing");
        assertRefused(
                good + "0,0,two\"x,true,6,1\r\n",
                "line 3: a quotation mark within a cell that does not begin with one");
        assertRefused(good + "0,0,\"two\"x,true,6,1\r\n", "line 3: too few cells");
        assertRefused(good + "\r\n", "line 3: start_s must be a whole number, was \"\"");
    }

    @Test
    void lineNumbersCountTheLinesOfANameToo() {
        assertRefused(
                HEADER + "0,0,\"two\r\nlines\",true,5,1\r\n0,0,x,true,?,1\r\n",
                "line 4: response_ms must be a whole number, was \"?\"");
    }

    @Test
    void aFileThatIsCutOrDamagedIsRefused() {
        byte[] whole = RequestTableFile.bytes(table(RandomRequests.of(new Random(1), 10_000, false), 0));
        for (int length : new int[] {0, 1, 9, 10, whole.length / 2, whole.length - 8, whole.length - 1}) {
            assertThatThrownBy(() -> RequestTableFile.read(Arrays.copyOf(whole, length), NAME, counted(10_000)))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("\\Q" + NAME + "\\E: line \\d+: the file ends too early");
        }
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1;
        assertThatThrownBy(() -> RequestTableFile.read(damaged, NAME, counted(10_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not in gzip, or damaged: ");
        byte[] plain = HEADER.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RequestTableFile.read(plain, NAME, counted(0)))
                .hasMessage(NAME + ": line 1: not in gzip, or damaged: Not in GZIP format");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write((HEADER + "0,0,l\u00f6schen,true,5,1\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThatThrownBy(() -> RequestTableFile.read(bytes.toByteArray(), NAME, counted(1)))
                .isInstanceOf(IOException.class)
                .hasMessage(NAME + ": line 1: not UTF-8");
    }

    @Test
    void rowsThatAreNotThoseThatWereCountedAreRefused() {
        String text = HEADER + "0,0,create,false,5,2\r\n0,0,create,true,5,1\r\n";
        ErrorCount one = new ErrorCount(Optional.of("create"), "status 500", 1, Optional.of(ORIGIN));
        ErrorCount two = new ErrorCount(Optional.of("create"), "status 500", 2, Optional.of(ORIGIN));
        assertThatThrownBy(() -> RequestTableFile.read(zipped(text), NAME, counted(4, two)))
                .isInstanceOf(IOException.class)
                .hasMessage(NAME + ": holds other requests than were counted: 3, not 4");
        assertThatThrownBy(() -> RequestTableFile.read(zipped(text), NAME, counted(3, one)))
                .isInstanceOf(IOException.class)
                .hasMessage(NAME + ": holds other failed requests than were counted: {create=2}, not {create=1}");
        assertThatThrownBy(() -> read(HEADER + "1,0,create,true,-5,1\r\n", 1))
                .isInstanceOf(IOException.class)
                .hasMessage(NAME + ": holds other operations with times below 0 than were counted: [create], not []");
    }

    @Test
    void anErrorWithoutItsInstantIsRefused() {
        ErrorCount noInstant = new ErrorCount(Optional.of("create"), "status 500", 1, Optional.empty());
        assertThatThrownBy(() -> counted(1, noInstant)).hasMessage("\"status 500\": there must be a firstSeen");
    }
}
