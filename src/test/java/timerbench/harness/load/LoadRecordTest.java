package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.MovedClock;
import timerbench.harness.load.plan.ClosedPlan;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.load.plan.OpenPlan;
import timerbench.harness.measure.LoadCounts;
import timerbench.harness.measure.LoadTotals;
import timerbench.harness.measure.log.LogWriter;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.monitor.Throttling;
import timerbench.harness.measure.monitor.Traffic;
import timerbench.harness.measure.requests.RequestFigures;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Seconds;
import timerbench.harness.run.Trial;

class LoadRecordTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final LoadPhases PHASES =
            new LoadPhases(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20), 10, 100);

    private static final LoadPlan TEN_A_SECOND = OpenPlan.of(
            "create", new LoadPhases(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3), 2, 10));

    private final MovedClock clock = new MovedClock();

    @TempDir
    private Path folder;

    private LoadRecord record(long endSecond, int counted, Optional<String> cutShortBy) {
        OpenPlan plan = OpenPlan.of("create", PHASES);
        LoadCounts counts = new LoadCounts(plan.warmUp(), plan.total(), clock);
        clock.moveTo(START);
        assertThat(counts.begin()).isTrue();
        for (int i = 0; i < counted; i++) {
            counts.answered(false, false);
        }
        return new LoadRecord(
                plan,
                START,
                counts.totals(),
                START.plusSeconds(endSecond),
                Map.of(),
                List.of(),
                cutShortBy,
                List.of(),
                Optional.empty());
    }

    private Optional<Period> hold(long endSecond, Optional<String> cutShortBy) {
        return record(endSecond, 100, cutShortBy).hold();
    }

    @Test
    void aHoldLastsItsTimeEvenIfTheLastAnswersComeLater() {
        assertThat(hold(36, Optional.empty())).contains(new Period(START.plusSeconds(14), START.plusSeconds(34)));
    }

    @Test
    void theHoldOfALoadCutShortEndsWithIt() {
        assertThat(hold(20, Optional.of("gone"))).contains(new Period(START.plusSeconds(14), START.plusSeconds(20)));
    }

    @Test
    void aLogThatLacksRequestsIsRefused() throws IOException {
        LoadRecord record = record(36, 3, Optional.empty());
        LogWriter log = LogWriter.log("3.15.1", "create").ok("create", 0, 1).ok("create", 1, 2);
        RequestFigures two = RequestFigures.of(RequestTable.read(log.to(folder), START), record.hold());
        assertThatThrownBy(() -> record.trial(two, Optional.empty())).hasMessage("Gatling's log holds 2 of 3 requests");

        Path third = log.ok("create", 2, 3).to(folder);
        RequestFigures three = RequestFigures.of(RequestTable.read(third, START), record.hold());
        assertThat(record.trial(three, Optional.empty()).outcome()).isEqualTo(Outcome.complete());
    }

    @Test
    void aLoadCutShortBeforeItsHoldHasNone() {
        assertThat(hold(14, Optional.of("gone"))).isEmpty();
    }

    /** A load of ten a second in the hold, from second 4 to 7: so many requests sent in each second, one answered. */
    private Trial trial(LoadPlan plan, int sentInEachSecond, List<ProcessMonitor.Busy> busy, long endMillis)
            throws IOException {
        Instant start = Instant.ofEpochMilli(LogWriter.START_MILLIS);
        LoadCounts counts = new LoadCounts(plan.warmUp(), plan.total(), clock);
        clock.moveTo(start);
        assertThat(counts.begin()).isTrue();
        for (int i = 0; i < 7 * sentInEachSecond; i++) {
            clock.moveTo(start.plusMillis(i * 1_000L / sentInEachSecond));
            counts.started();
        }
        LoadRecord record = new LoadRecord(
                plan,
                start,
                counts.totals(),
                start.plusMillis(endMillis),
                Map.of(),
                busy,
                Optional.empty(),
                List.of(),
                Optional.empty());
        Path log = LogWriter.log("3.15.1", "create")
                .ok("create", 1_500, 1_999)
                .ok("create", 1_000, 2_000)
                .ok("callback", 2_000, 3_000)
                .failed("create", 2_500, 3_500, "status 500")
                .ok("create", 6_000, 6_999)
                .ok("create", 6_500, 7_000)
                .to(folder);
        RequestTable requests = RequestTable.read(log, record.origin());
        return record.trial(RequestFigures.of(requests, record.hold()), record.recorder(requests));
    }

    private static ProcessMonitor.Busy busy(long millis, double share) {
        return new ProcessMonitor.Busy(
                Instant.ofEpochMilli(LogWriter.START_MILLIS + millis),
                share,
                new ProcessMonitor.Transfer(0, 0),
                Optional.empty());
    }

    @Test
    void theLoadIsToldSecondBySecondFromTheEndOfTheWarmUpToItsLastRequest() throws IOException {
        Seconds seconds = trial(TEN_A_SECOND, 10, List.of(), 12_000).seconds().orElseThrow();
        assertThat(seconds.from()).isEqualTo(Instant.ofEpochMilli(LogWriter.START_MILLIS + 2_000));
        assertThat(seconds.asked()).as("in the middle of each").containsExactly(4.0, 8.0, 10.0, 10.0, 10.0);
        assertThat(seconds.started()).containsExactly(10L, 10L, 10L, 10L, 10L);
        assertThat(seconds.succeeded()).as("when they were answered").containsExactly(1L, 0L, 0L, 0L, 1L);
        assertThat(seconds.failed()).containsExactly(0L, 1L, 0L, 0L, 0L);
        assertThat(seconds.cpuBusy()).isEmpty();
    }

    @Test
    void aLoadCutShortHasTheSecondsThatItCameTo() throws IOException {
        assertThat(trial(TEN_A_SECOND, 10, List.of(), 4_100)
                        .seconds()
                        .orElseThrow()
                        .count())
                .isEqualTo(3);
        assertThat(record(4, 0, Optional.of("gone")).recorder(new RequestTable(START)))
                .as("it did not come to count")
                .isEmpty();
    }

    @Test
    void aSecondIsAsBusyAsTheSampleThatCoversMostOfIt() throws IOException {
        List<ProcessMonitor.Busy> busy =
                List.of(busy(2_010, 0.1), busy(3_010, 0.2), busy(4_490, 0.3), busy(5_510, 0.4), busy(6_510, 0.5));
        assertThat(trial(TEN_A_SECOND, 10, busy, 12_000).seconds().orElseThrow().cpuBusy())
                .containsExactly(0.2, 0.3, 0.4, 0.4, 0.5);
    }

    @Test
    void theLastSampleStandsForWhatNoneCovers() throws IOException {
        assertThat(trial(TEN_A_SECOND, 10, List.of(busy(3_400, 0.7)), 12_000)
                        .seconds()
                        .orElseThrow()
                        .cpuBusy())
                .containsExactly(0.7, 0.7, 0.7, 0.7, 0.7);
    }

    @Test
    void aGeneratorThatSendsTooFewOnABusyMachineIsSaturatedAndSaysSo() throws IOException {
        Trial trial = trial(TEN_A_SECOND, 5, List.of(busy(3_000, 0.5), busy(5_000, 0.95)), 12_000);
        assertThat(trial.generatorSaturated()).contains(true);
        assertThat(trial.notes())
                .containsExactly("the generator sent 15 of the 30 requests asked for in the hold;"
                        + " the machine was 95 % busy");
    }

    @Test
    void oneThatSendsWhatItIsAskedForOrOnAnIdleMachineIsNot() throws IOException {
        Trial all = trial(TEN_A_SECOND, 10, List.of(busy(3_000, 0.99)), 12_000);
        assertThat(all.generatorSaturated()).contains(false);
        assertThat(all.notes()).isEmpty();
        assertThat(trial(TEN_A_SECOND, 5, List.of(busy(3_000, 0.1)), 12_000).generatorSaturated())
                .contains(false);
    }

    @Test
    void withoutARateOrAWatchNobodyKnows() throws IOException {
        Trial closed = trial(
                new ClosedPlan(5, Duration.ofSeconds(2), Duration.ofSeconds(5)), 5, List.of(busy(3_000, 0.99)), 12_000);
        assertThat(closed.generatorSaturated()).isEmpty();
        assertThat(closed.seconds().orElseThrow().asked()).isEmpty();
        assertThat(closed.seconds().orElseThrow().started()).containsExactly(5L, 5L, 5L, 5L, 5L);
        assertThat(trial(TEN_A_SECOND, 5, List.of(), 12_000).generatorSaturated())
                .isEmpty();
    }

    private static ProcessMonitor.Sample sample(double second, double cpuSeconds, double memoryMb) {
        return new ProcessMonitor.Sample(
                START.plusMillis(Math.round(second * 1_000)),
                cpuSeconds,
                memoryMb,
                Optional.of(memoryMb + 100),
                Map.of(Traffic.NETWORK_RECEIVED, 32_000L));
    }

    @Test
    void theLagOfItsStartsAndWhatItsProcessesUsedAreFigures() throws IOException {
        LoadRecord plain = record(36, 0, Optional.empty());
        Histogram micros = new Histogram(2);
        micros.recordValue(3_000);
        LoadTotals late = new LoadTotals(
                plain.totals().warmUp(), 0, List.of(), Optional.of(Distribution.of(micros, 3_000, 3_000)));
        LoadRecord used = new LoadRecord(
                plain.plan(),
                plain.start(),
                late,
                plain.end(),
                Map.of(
                        MetricScope.SERVICE,
                        new ProcessMonitor.Usage(
                                0.5,
                                200,
                                List.of(sample(1, 0, 100), sample(2, 0.5, 180), sample(2.1, 0.2, 150)),
                                Optional.of(new Throttling(200, 62, 12.5)),
                                Optional.of("cgroup v2 of container 3f2a9c01d2e4"))),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        Path log = LogWriter.log("3.15.1", "create")
                .ok("create", 0, 1)
                .ok("create", 1, 2)
                .to(folder);
        RequestFigures two = RequestFigures.of(RequestTable.read(log, START), used.hold());
        Trial trial = used.trial(two, Optional.empty());
        assertThat(trial.metric(Metric.START_LAG, MetricScope.trial())
                        .orElseThrow()
                        .measured())
                .isInstanceOfSatisfying(
                        Distribution.class, lag -> assertThat(lag.max()).isEqualTo(3_000));
        MetricScope service = MetricScope.process(MetricScope.SERVICE);
        assertThat(trial.value(Metric.CPU_SECONDS_PER_THOUSAND, service)).contains(250.0);
        assertThat(trial.value(Metric.MEMORY, service)).contains(200.0);
        assertThat(trial.value(Metric.CPU_CORES_MAX, service))
                .as("not of the short time before the end")
                .contains(0.5);
        assertThat(trial.value(Metric.MEMORY_AT_END, service)).contains(150.0);
        assertThat(trial.value(Metric.WORKING_SET, service)).contains(280.0);
        assertThat(trial.value(Metric.WORKING_SET_AT_END, service)).contains(250.0);
        assertThat(trial.value(Metric.NETWORK_RECEIVED, service))
                .as("a second, over 32 s")
                .contains(3_000.0);
        assertThat(trial.value(Metric.NETWORK_SENT, service))
                .as("not counted, which is not 0")
                .isEmpty();
        assertThat(trial.sources()).containsExactly(entry(MetricScope.SERVICE, "cgroup v2 of container 3f2a9c01d2e4"));
        assertThat(trial.value(Metric.THROTTLED, service)).contains(0.31);
        assertThat(trial.value(Metric.TIME_THROTTLED, service)).contains(12.5);
        assertThat(trial.notes())
                .containsExactly("the service was throttled in 31 % of the periods of its CPU limit, 12.5 s in all;"
                        + " requests and callbacks may have waited for that reason alone");
        assertThat(trial.value(Metric.THROUGHPUT_ASKED, MetricScope.operation("create")))
                .contains(100.0);
    }
}
