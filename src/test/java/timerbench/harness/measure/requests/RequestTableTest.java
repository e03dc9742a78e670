package timerbench.harness.measure.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Period;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Unit;

class RequestTableTest {
    private static final Instant ORIGIN = RandomRequests.ORIGIN;
    private static final Period HOLD = new Period(ORIGIN.plusSeconds(10), ORIGIN.plusSeconds(41));
    private static final Period MEASURED = new Period(ORIGIN, ORIGIN.plusMillis(60_300));

    private final RequestTable table = new RequestTable(ORIGIN);

    private static boolean isIn(Period period, LogRecord.Request request) {
        return request.endMillis() >= period.from().toEpochMilli()
                && request.endMillis() < period.to().toEpochMilli();
    }

    private static Map<String, List<LogRecord.Request>> byOperation(List<LogRecord.Request> requests) {
        return requests.stream()
                .collect(Collectors.groupingBy(LogRecord.Request::name, TreeMap::new, Collectors.toList()));
    }

    /** The figures by their definitions, from each request. */
    private static RequestFigures.OperationFigures figures(String operation, List<LogRecord.Request> requests) {
        Histogram histogram = new Histogram(3);
        requests.stream()
                .mapToLong(LogRecord.Request::responseTimeMillis)
                .filter(millis -> millis >= 0)
                .forEach(histogram::recordValue);
        long[] millis = requests.stream()
                .mapToLong(LogRecord.Request::responseTimeMillis)
                .sorted()
                .toArray();
        long succeeded = requests.stream()
                .filter(request -> request.ok() && isIn(HOLD, request))
                .count();
        return new RequestFigures.OperationFigures(
                operation,
                requests.size(),
                requests.stream().filter(request -> !request.ok()).count(),
                Optional.of(succeeded / 31.0),
                millis[0] < 0
                        ? Optional.empty()
                        : Optional.of(
                                Distribution.of(histogram, LongStream.of(millis).sum(), millis[millis.length - 1])));
    }

    private static ErrorCount error(String message, List<LogRecord.Request> requests) {
        Instant first = Instant.ofEpochMilli(
                requests.stream().mapToLong(LogRecord.Request::endMillis).min().orElseThrow());
        return new ErrorCount(Optional.of(requests.get(0).name()), message, requests.size(), Optional.of(first));
    }

    private static List<ErrorCount> errors(List<LogRecord.Request> requests) {
        List<ErrorCount> errors = new ArrayList<>();
        List<LogRecord.Request> setBack = requests.stream()
                .filter(request -> request.responseTimeMillis() < 0)
                .toList();
        if (!setBack.isEmpty()) {
            long lowest = setBack.stream()
                    .mapToLong(LogRecord.Request::responseTimeMillis)
                    .min()
                    .orElseThrow();
            errors.add(error(
                    "response time below zero (lowest " + lowest + " ms, of " + requests.size()
                            + " requests): the clock was set back, no response time is reported",
                    setBack));
        }
        requests.stream()
                .filter(request -> !request.ok())
                .collect(Collectors.groupingBy(request -> ErrorCount.worded(request.message())))
                .forEach((message, failed) -> errors.add(error(message, failed)));
        return errors;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void figuresOfATableAreThoseOfItsRequests(long seed) {
        List<LogRecord.Request> requests = RandomRequests.of(new Random(seed), 5_000, seed % 2 == 0);
        requests.forEach(table::add);

        assertThat(RequestFigures.of(table, Optional.of(HOLD)).operations())
                .containsExactlyElementsOf(byOperation(requests).entrySet().stream()
                        .map(each -> figures(each.getKey(), each.getValue()))
                        .toList());
        byOperation(requests).values().forEach(own -> {
            // Of one operation, so that no message is left out of the list.
            RequestTable alone = new RequestTable(ORIGIN);
            own.forEach(alone::add);
            assertThat(RequestFigures.of(alone, Optional.of(HOLD)).errors())
                    .containsExactlyInAnyOrderElementsOf(errors(own));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void secondsOfATableAreThoseOfItsRequests(long seed) {
        List<LogRecord.Request> requests = RandomRequests.of(new Random(seed), 5_000, false);
        requests.forEach(table::add);
        Map<Boolean, long[]> expected = Map.of(true, new long[61], false, new long[61]);
        for (LogRecord.Request request : requests) {
            long second = Math.floorDiv(request.endMillis() - ORIGIN.toEpochMilli(), 1_000L);
            if (second >= 0 && second < 61 && !request.name().equals(Requests.CALLBACK)) {
                expected.get(request.ok())[(int) second]++;
            }
        }

        SecondsRecorder recorder = new SecondsRecorder(table, MEASURED, Set.of());

        var seconds = recorder.seconds(List.of(), Collections.nCopies(61, 0L), List.of());
        assertThat(seconds.succeeded())
                .isEqualTo(Arrays.stream(expected.get(true)).boxed().toList());
        assertThat(seconds.failed())
                .isEqualTo(Arrays.stream(expected.get(false)).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void windowsOfATableAreThoseOfItsRequests(long seed) {
        List<LogRecord.Request> requests = RandomRequests.of(new Random(seed), 5_000, false);
        requests.forEach(table::add);
        Windows windows = new Windows(ORIGIN, Duration.ofSeconds(5), 12);

        Map<String, Timeline.Series> series = new WindowsRecorder(table, windows)
                .series().stream()
                        .filter(each -> each.subject().equals(MetricScope.operation("create")))
                        .collect(Collectors.toMap(Timeline.Series::name, Function.identity()));

        WindowHistograms times = new WindowHistograms(windows);
        double[] succeeded = new double[12];
        byOperation(requests)
                .get("create")
                .forEach(request -> windows.at(request.endMillis()).ifPresent(window -> {
                    succeeded[window] += request.ok() ? 1 : 0;
                    if (request.responseTimeMillis() >= 0) {
                        times.in(window).recordValue(request.responseTimeMillis());
                    }
                }));
        assertThat(series.get("succeeded").values())
                .isEqualTo(Arrays.stream(succeeded)
                        .mapToObj(count -> Optional.of(count / 5))
                        .toList());
        times.series("responseTime", MetricScope.operation("create"), Unit.MILLISECONDS, 1)
                .forEach(expected -> assertThat(series.get(expected.name())).isEqualTo(expected));
    }

    @Test
    void rowsAreInOrderAndHoldEveryRequestOnce() {
        List<LogRecord.Request> requests = RandomRequests.of(new Random(9), 20_000, false);
        requests.forEach(table::add);
        Map<List<Object>, Long> expected = new HashMap<>();
        long origin = ORIGIN.toEpochMilli();
        for (LogRecord.Request each : requests) {
            expected.merge(
                    List.of(
                            Math.floorDiv(each.startMillis() - origin, 1_000L),
                            Math.floorDiv(each.endMillis() - origin, 1_000L),
                            each.name(),
                            each.ok(),
                            each.responseTimeMillis()),
                    1L,
                    Long::sum);
        }

        List<RequestTable.Row> rows = table.rows().toList();

        assertThat(rows).hasSize(expected.size()).hasSizeLessThan(requests.size());
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.count())
                        .isEqualTo(expected.get(List.of(
                                (long) row.startSecond(), (long) row.endSecond(), row.operation(), row.ok(), (long)
                                        row.responseMillis()))));
        assertThat(rows)
                .isSortedAccordingTo(Comparator.comparingInt(RequestTable.Row::endSecond)
                        .thenComparing(RequestTable.Row::operation)
                        .thenComparing(RequestTable.Row::ok)
                        .thenComparing(RequestTable.Row::responseMillis)
                        .thenComparing(RequestTable.Row::startSecond));
        List<RequestTable.Row> passed = new ArrayList<>();
        table.forEach(passed::add);
        assertThat(passed).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void aPeriodConsistsOfTheSecondsThatBeginInIt() {
        assertThat(table.secondFrom(ORIGIN)).isZero();
        assertThat(table.secondFrom(ORIGIN.plusMillis(1))).isEqualTo(1);
        assertThat(table.secondFrom(ORIGIN.plusSeconds(1))).isEqualTo(1);
        assertThat(table.secondFrom(ORIGIN.minusMillis(1))).isZero();
        assertThat(table.secondFrom(ORIGIN.minusMillis(1_001))).isEqualTo(-1);
        assertThat(table.at(-1)).isEqualTo(Instant.parse("2029-12-31T23:59:59.250Z"));
    }

    @Test
    void aSumThatIsTooLargeIsAnErrorAndNoOtherCount() {
        RequestTable.Row most = new RequestTable.Row(3, 3, "create", true, 5, Integer.MAX_VALUE);
        table.add(most);
        RequestTable other = new RequestTable(ORIGIN);
        other.add(most);

        assertThatThrownBy(() -> table.add(other)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aRowThatNoRequestCanHaveIsRefused() {
        assertThat(new RequestTable.Row(2, 3, "create", true, 999, 1).count()).isEqualTo(1);
        assertThat(new RequestTable.Row(3, 3, "create", true, 999, 1).count()).isEqualTo(1);
        assertThat(new RequestTable.Row(2, 3, "create", true, 1_000, 1).count()).isEqualTo(1);
        assertThat(new RequestTable.Row(4, 3, "create", true, -1, 1).count()).isEqualTo(1);
        assertThatThrownBy(() -> new RequestTable.Row(3, 3, "create", true, 1_000, 1))
                .hasMessage("a request of 1000 ms cannot start in second 3 and end in second 3");
        assertThatThrownBy(() -> new RequestTable.Row(1, 3, "create", true, 1_000, 1))
                .hasMessage("a request of 1000 ms cannot start in second 1 and end in second 3");
        assertThatThrownBy(() -> new RequestTable.Row(4, 3, "create", true, 0, 1))
                .hasMessage("a request of 0 ms cannot start in second 4 and end in second 3");
        assertThatThrownBy(() -> new RequestTable.Row(3, 3, "create", true, 0, 0))
                .hasMessage("a count is 1 to 2147483647, was 0");
    }
}
