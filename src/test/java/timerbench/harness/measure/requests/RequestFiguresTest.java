package timerbench.harness.measure.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.measure.log.LogWriter;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;

class RequestFiguresTest {

    private static final Instant START = Instant.ofEpochMilli(LogWriter.START_MILLIS);
    private static final Instant HOLD_FROM = START.plusSeconds(1);
    private static final Instant HOLD_TO = START.plusSeconds(3);

    private final LogWriter log = LogWriter.log("3.15.1", "steady");

    @TempDir
    private Path folder;

    private RequestFigures figures() throws IOException {
        return figures(log.to(folder), Optional.of(new Period(HOLD_FROM, HOLD_TO)));
    }

    private static RequestFigures figures(Path log, Optional<Period> hold) throws IOException {
        return RequestFigures.of(RequestTable.read(log, START), hold);
    }

    private RequestFigures.OperationFigures only() throws IOException {
        List<RequestFigures.OperationFigures> operations = figures().operations();
        assertThat(operations).hasSize(1);
        return operations.get(0);
    }

    private static Optional<Instant> at(int millis) {
        return Optional.of(START.plusMillis(millis));
    }

    @Test
    void everyRequestCountsWhateverItsGroupAndWhereverItLies() throws IOException {
        log.ok("create", 0, 2)
                .request(List.of("rush"), "create", 1500, 1503, null)
                .failed("create", 9000, 9006, "status 503");

        RequestFigures.OperationFigures create = only();

        assertThat(create.count()).isEqualTo(3);
        assertThat(create.failed()).isEqualTo(1);
        assertThat(create.errorRate()).isEqualTo(1.0 / 3);
        Distribution millis = create.responseTime().orElseThrow();
        assertThat(millis.mean()).isEqualTo(11.0 / 3);
        assertThat(millis.max()).isEqualTo(6);
        assertThat(millis.decode().getTotalCount()).isEqualTo(3);
    }

    @Test
    void throughputCountsSuccessesThatEndInTheHoldItsStartIncludedItsEndNot() throws IOException {
        log.ok("create", 0, 999)
                .ok("create", 0, 1000)
                .ok("create", 2998, 2999)
                .ok("create", 2998, 3000)
                .failed("create", 1500, 1501, "status 503");

        assertThat(only().throughput()).contains(2 / 2.0);
    }

    @Test
    void withoutAHoldThereIsNoThroughput() throws IOException {
        log.ok("create", 0, 5);

        RequestFigures figures = figures(log.to(folder), Optional.empty());

        assertThat(figures.metrics()).extracting(Metric::name).containsExactly("responseTime", "errorRate");
    }

    @Test
    void aSecondBelongsToTheHoldIfItBeginsInIt() throws IOException {
        log.ok("create", 0, 1_000).ok("create", 0, 2_000).ok("create", 0, 2_999).ok("create", 0, 3_000);
        Instant cut = HOLD_FROM.plusMillis(1_500);

        RequestFigures figures = figures(log.to(folder), Optional.of(new Period(HOLD_FROM, cut)));

        assertThat(figures.operations().get(0).throughput()).contains(3 / 1.5);
    }

    @Test
    void operationsComeByNameWithTheirMetricsInTheLongForm() throws IOException {
        log.ok("list", 1000, 1004).ok("create", 1000, 1002);

        assertThat(figures().metrics())
                .extracting(
                        metric -> metric.name() + " " + metric.subject().name().orElseThrow())
                .containsExactly(
                        "throughput create",
                        "responseTime create",
                        "errorRate create",
                        "throughput list",
                        "responseTime list",
                        "errorRate list");
    }

    @Test
    void aLogWithoutRequestsHasNoMetrics() throws IOException {
        log.user(0, true, 0);

        assertThat(figures().metrics()).isEmpty();
        assertThat(figures().errors()).isEmpty();
    }

    @Test
    void aNegativeTimeIsReportedAndNoResponseTimeIsComputedWithoutIt() throws IOException {
        log.ok("create", 1500, 1502).ok("create", 1510, 1503).ok("create", 1510, 1509);

        RequestFigures.OperationFigures create = only();

        assertThat(create.count()).isEqualTo(3);
        assertThat(create.throughput()).contains(1.5);
        assertThat(create.responseTime()).isEmpty();
        assertThat(figures().metrics()).extracting(Metric::name).containsExactly("throughput", "errorRate");
        assertThat(figures().errors())
                .containsExactly(new ErrorCount(
                        Optional.of("create"),
                        "response time below zero (lowest -7 ms, of 3 requests): the clock was set back, "
                                + "no response time is reported",
                        2,
                        at(1503)));
    }

    @Test
    void aResponseTimeOfHoursIsNeitherDroppedNorClamped() throws IOException {
        int hours = 20 * 3_600_000;
        log.ok("create", 0, 0).ok("create", 0, hours);

        Distribution millis = only().responseTime().orElseThrow();

        assertThat(millis.max()).isEqualTo(hours);
        assertThat(millis.mean()).isEqualTo(hours / 2.0);
        assertThat(millis.decode().getTotalCount()).isEqualTo(2);
    }

    @Test
    void theMostFrequentErrorsAreListedAndTheRestAddedUp() throws IOException {
        for (int message = 1; message <= 13; message++) {
            for (int times = 0; times < message; times++) {
                log.failed("create", 0, 1, "m" + message);
            }
        }
        log.crash("m13", 5).failed("get", 0, 1, "");

        List<ErrorCount> errors = figures().errors();

        assertThat(errors).hasSize(RequestFigures.LISTED_MESSAGES + 1);
        assertThat(errors.get(0)).isEqualTo(new ErrorCount(Optional.of("create"), "m13", 13, at(1)));
        // m1, m2, m3, the crash and the failure without a message
        assertThat(errors.get(10))
                .isEqualTo(new ErrorCount(Optional.empty(), "5 other messages, less frequent", 8, at(1)));
        assertThat(errors.stream().mapToLong(ErrorCount::count).sum()).isEqualTo(13 * 14 / 2 + 2);
    }

    @Test
    void anErrorIsFirstSeenWhenTheEarliestOfItsRequestsEnded() throws IOException {
        log.failed("create", 100, 900, "status 503")
                .failed("create", 0, 700, "status 503")
                .failed("create", 500, 1_200, "status 500")
                .failed("get", 100, 2_500, "status 503")
                .ok("create", 0, 1);

        assertThat(figures().errors())
                .containsExactly(
                        new ErrorCount(Optional.of("create"), "status 503", 2, at(700)),
                        new ErrorCount(Optional.of("create"), "status 500", 1, at(1_200)),
                        new ErrorCount(Optional.of("get"), "status 503", 1, at(2_500)));
    }

    @Test
    void aFailureWithoutAMessageAndACrashAreListed() throws IOException {
        log.failed("get", 0, 1, "").crash("feeder is empty", 5);

        assertThat(figures().errors())
                .containsExactly(
                        new ErrorCount(Optional.empty(), "feeder is empty", 1, at(5)),
                        new ErrorCount(Optional.of("get"), "failed without a message", 1, at(1)));
    }

    @Test
    void aKilledRunHasTheFiguresOfItsCompleteRecordsAndReportsTheCut() throws IOException {
        log.ok("create", 1000, 1002).ok("create", 1000, 1004);
        Path cut = folder.resolve("simulation.log");
        byte[] bytes = log.bytes();
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));

        RequestFigures figures = figures(cut, Optional.of(new Period(HOLD_FROM, HOLD_TO)));

        assertThat(figures.end().cut()).isTrue();
        assertThat(figures.operations().get(0).count()).isEqualTo(1);
    }
}
