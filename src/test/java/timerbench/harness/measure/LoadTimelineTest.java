package timerbench.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.monitor.Traffic;
import timerbench.harness.measure.requests.Windows;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Period;
import timerbench.harness.run.Seconds;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Trials;

class LoadTimelineTest {
    /** 1,000 s: windows of 2 s. */
    private static final Windows WINDOWS = Windows.of(new Period(Trials.START, Trials.START.plusSeconds(1_000)));

    private static Optional<Double> value(Timeline timeline, String name, MetricScope subject, int window) {
        return timeline.series(name, subject).orElseThrow().values().get(window);
    }

    private static Instant at(double seconds) {
        return Trials.START.plusMillis(Math.round(seconds * 1_000));
    }

    @Test
    void theUseOfAProcessBelongsToTheTimeBetweenItsSamples() {
        List<ProcessMonitor.Sample> samples = List.of(
                new ProcessMonitor.Sample(at(0), 7, 100),
                new ProcessMonitor.Sample(at(1), 0.5, 120),
                new ProcessMonitor.Sample(at(2), 1.5, 110),
                new ProcessMonitor.Sample(at(4), 1, 90));
        Timeline timeline = new LoadTimeline(WINDOWS)
                .with(Map.of(MetricScope.SERVICE, new ProcessMonitor.Usage(3, 120, samples)))
                .timeline();

        MetricScope service = MetricScope.process(MetricScope.SERVICE);
        assertThat(value(timeline, Metric.CPU_CORES, service, 0)).hasValue(1.0);
        assertThat(value(timeline, Metric.CPU_CORES, service, 1)).hasValue(0.5);
        assertThat(value(timeline, Metric.CPU_CORES, service, 2)).isEmpty();
        assertThat(value(timeline, Metric.MEMORY, service, 0)).hasValue(120.0);
        assertThat(timeline.series("diskWritten", service))
                .as("what Linux charges a process with is no measure of it")
                .isEmpty();
    }

    @Test
    void trafficAndWorkingSetOfAContainerAreMeasuredWhereASampleHasThem() {
        List<ProcessMonitor.Sample> samples = List.of(
                new ProcessMonitor.Sample(at(0), 7, 100, Optional.of(70.0), Map.of(Traffic.DISK_READ, 9_999L)),
                new ProcessMonitor.Sample(at(1), 1, 100, Optional.of(80.0), Map.of(Traffic.DISK_READ, 1_000L)),
                new ProcessMonitor.Sample(at(3), 1, 100),
                new ProcessMonitor.Sample(at(5), 1, 100, Optional.of(60.0), Map.of(Traffic.DISK_READ, 0L)));
        Timeline timeline = new LoadTimeline(WINDOWS)
                .with(Map.of(MetricScope.DATABASE, new ProcessMonitor.Usage(3, 100, samples)))
                .timeline();

        MetricScope database = MetricScope.process(MetricScope.DATABASE);
        assertThat(timeline.series(Metric.IO_READ, database).orElseThrow().values())
                .startsWith(Optional.of(1_000.0), Optional.empty(), Optional.of(0.0), Optional.empty());
        assertThat(timeline.series(Metric.WORKING_SET, database).orElseThrow().values())
                .startsWith(Optional.of(80.0), Optional.empty(), Optional.of(60.0), Optional.empty());
        assertThat(timeline.series(Metric.NETWORK_SENT, database)).isEmpty();
    }

    @Test
    void theMachineIsAsBusyAsOverTheTimeOfEachSample() {
        List<ProcessMonitor.Busy> busy = List.of(
                busy(at(0), 0.9, new ProcessMonitor.Transfer(5_000, 5_000), new ProcessMonitor.Transfer(9, 9)),
                busy(at(0.5), 1, new ProcessMonitor.Transfer(1_000, 500), new ProcessMonitor.Transfer(0, 4_096)),
                busy(at(2), 0.5, new ProcessMonitor.Transfer(2_000, 1_000), new ProcessMonitor.Transfer(512, 8_192)));
        Timeline timeline = new LoadTimeline(WINDOWS).withMachine(busy).timeline();

        assertThat(value(timeline, "cpuBusy", MetricScope.trial(), 0)).hasValue(0.625);
        assertThat(value(timeline, "networkReceived", MetricScope.trial(), 0)).hasValue(1_500.0);
        assertThat(value(timeline, "networkSent", MetricScope.trial(), 0)).hasValue(750.0);
        assertThat(value(timeline, "devicesRead", MetricScope.trial(), 0)).hasValue(256.0);
        assertThat(value(timeline, "devicesWritten", MetricScope.trial(), 0)).hasValue(6_144.0);
    }

    @Test
    void blockDevicesThatAreNotKnownAreNotMeasured() {
        List<ProcessMonitor.Busy> busy = List.of(
                new ProcessMonitor.Busy(at(0), 0.9, new ProcessMonitor.Transfer(0, 0), Optional.empty()),
                new ProcessMonitor.Busy(at(1), 0.9, new ProcessMonitor.Transfer(0, 0), Optional.empty()));
        assertThat(new LoadTimeline(WINDOWS).withMachine(busy).timeline().series("devicesWritten", MetricScope.trial()))
                .isEmpty();
    }

    private static ProcessMonitor.Busy busy(
            Instant at, double share, ProcessMonitor.Transfer network, ProcessMonitor.Transfer disks) {
        return new ProcessMonitor.Busy(at, share, network, Optional.of(disks));
    }

    @Test
    void secondsAreJoinedToWindows() {
        List<Double> asked = new ArrayList<>(List.of(10.0, 20.0, 30.0));
        Timeline timeline = new LoadTimeline(WINDOWS)
                .with(new Seconds(
                        Trials.START,
                        asked,
                        List.of(9L, 19L, 29L),
                        List.of(9L, 18L, 29L),
                        List.of(0L, 1L, 0L),
                        List.of()))
                .timeline();

        assertThat(value(timeline, "asked", MetricScope.trial(), 0)).hasValue(15.0);
        assertThat(value(timeline, "asked", MetricScope.trial(), 1))
                .as("half a window")
                .hasValue(30.0);
        assertThat(value(timeline, "got", MetricScope.trial(), 0)).hasValue(13.5);
        assertThat(value(timeline, "failed", MetricScope.trial(), 0)).hasValue(0.5);
        assertThat(value(timeline, "asked", MetricScope.trial(), 2)).isEmpty();
    }

    @Test
    void percentilesOfLatenessAreThoseOfAllSamplesOfAWindow() {
        List<LatenessSecond> seconds = List.of(lateness(0, 1, 60), lateness(1, 61, 120), lateness(2, 5, 8));
        Timeline timeline = new LoadTimeline(WINDOWS).with(seconds).timeline();

        assertThat(value(timeline, "latenessP50", MetricScope.trial(), 0)).hasValue(60.0);
        assertThat(value(timeline, "latenessP95", MetricScope.trial(), 0)).hasValue(114.0);
        assertThat(value(timeline, "latenessMax", MetricScope.trial(), 0)).hasValue(120.0);
        assertThat(value(timeline, "latenessP50", MetricScope.trial(), 1))
                .as("four samples")
                .isEmpty();
        assertThat(value(timeline, Metric.EXECUTIONS, MetricScope.trial(), 0)).hasValue(60.0);
        assertThat(value(timeline, Metric.EXECUTIONS, MetricScope.trial(), 2)).hasValue(0.0);
    }

    @Test
    void brokenPromisesAreRatesOfEachKind() {
        Timeline timeline = new LoadTimeline(WINDOWS)
                .withViolations(Map.of(CallbackOutcome.LOST, Map.of(at(0), 1L, at(1), 2L, at(2), 4L, at(60), 8L)))
                .timeline();

        assertThat(value(timeline, "lost", MetricScope.trial(), 0)).hasValue(1.5);
        assertThat(value(timeline, "lost", MetricScope.trial(), 1)).hasValue(2.0);
        assertThat(value(timeline, "lost", MetricScope.trial(), 2)).as("none").hasValue(0.0);
        assertThat(timeline.series("duplicates", MetricScope.trial())).isEmpty();
    }

    private static LatenessSecond lateness(int second, int from, int to) {
        Histogram histogram = new Histogram(3);
        IntStream.rangeClosed(from, to).forEach(histogram::recordValue);
        return new LatenessSecond(at(second), to - from + 1, from, to, to, Distribution.encoded(histogram));
    }
}
