package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.load.injector.Parts;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.load.plan.OpenPlan;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.monitor.Throttling;
import timerbench.harness.measure.requests.RequestFigures;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Injector;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Part;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.WarmUp;

class MergedPartsTest {
    /** The coordinator's clock is an hour behind. */
    private static final Instant START = Parts.AGREED.minusSeconds(3_600);

    private static final LoadPlan PLAN =
            OpenPlan.of("create", new LoadPhases(Parts.WARM_UP, Duration.ofSeconds(2), Duration.ofSeconds(3), 2, 10));

    @TempDir
    private Path folder;

    private MergedParts merged(Parts.Kind... kinds) throws IOException {
        return merged(List.of(kinds));
    }

    private MergedParts merged(List<Parts.Kind> kinds) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Parts.Kind kind : kinds) {
            folders.add(Parts.write(kind, folder.resolve("part-" + folders.size())));
        }
        return MergedParts.read(folders, Optional.of(START), Parts.WARM_UP);
    }

    private static LoadRecord record(MergedParts parts) {
        return parts.record(PLAN, Map.of(), Optional.empty(), List.of());
    }

    private static LedgerReport ledger(MergedParts parts) {
        return parts.ledger().orElseThrow();
    }

    private static List<Integer> random(Random random, int count) {
        return random.ints(count, 0, 5_000).boxed().toList();
    }

    @Test
    void mergedPercentilesAreThoseOfOneHistogramOfAllSamplesInAnyOrderOfTheParts() throws IOException {
        Random random = new Random(24);
        for (int trial = 0; trial < 5; trial++) {
            int count = 2 + random.nextInt(6);
            List<Parts.Kind> kinds = new ArrayList<>(IntStream.range(0, count)
                    .mapToObj(i -> Parts.Kind.of(i, count, random(random, 200), random(random, 300)))
                    .toList());
            Collections.shuffle(kinds, random);
            MergedParts parts = merged(kinds);

            Histogram all = new Histogram(3);
            kinds.forEach(kind -> kind.responseMillis().forEach(all::recordValue));
            RequestFigures.OperationFigures create = RequestFigures.of(
                            parts.requests(), record(parts).hold())
                    .operations()
                    .get(0);
            assertThat(create.count()).isEqualTo(200L * count);
            assertThat(create.responseTime().orElseThrow().decode()).isEqualTo(all);

            List<Integer> late = kinds.stream()
                    .flatMap(kind -> kind.latenessMicros().stream())
                    .toList();
            Distribution lateness = ledger(parts).lateness().orElseThrow();
            assertThat(lateness.decode())
                    .isEqualTo(Parts.distribution(late).orElseThrow().decode());
            assertThat(lateness.percentiles())
                    .isEqualTo(Parts.distribution(late).orElseThrow().percentiles());
            assertThat(ledger(parts).seconds()).singleElement().satisfies(second -> {
                assertThat(second.callbacks()).isEqualTo(300L * count);
                assertThat(Distribution.decoded(second.histogram())).isEqualTo(lateness.decode());
            });
        }
    }

    @Test
    void countsAdd() throws IOException {
        MergedParts parts = merged(
                Parts.Kind.of(0, 2, List.of(3, 4, 5), List.of(1_000, 2_000)).losing(2),
                Parts.Kind.of(1, 2, List.of(9), List.of(3_000)).losing(1));
        LoadRecord record = record(parts);
        assertThat(record.totals().requests()).isEqualTo(4);
        assertThat(record.totals().warmUp()).isEqualTo(new WarmUp(20, 1));
        assertThat(record.totals().startedIn(3)).containsExactly(2L, 5L, 0L);
        assertThat(record.start()).isEqualTo(START);
        assertThat(record.end()).isEqualTo(START.plusSeconds(31));
        assertThat(parts.counts()).containsEntry("create", 201L).containsEntry("callback succeeded", 180L);

        LedgerReport ledger = ledger(parts);
        assertThat(ledger.count(CallbackOutcome.ON_TIME)).isEqualTo(3);
        assertThat(ledger.count(CallbackOutcome.LOST)).isEqualTo(3);
        assertThat(ledger.violations().get(CallbackOutcome.LOST).values()).containsExactly(3L);
        assertThat(ledger.examples().get(CallbackOutcome.LOST)).containsExactly("orders/0", "orders/1");
        assertThat(ledger.largestGroups()).extracting(Part::name).startsWith("common", "only of 0");
        assertThat(ledger.largestGroups().get(0).fired()).contains(3L);
        assertThat(ledger.execution().orElseThrow().timeToDrain()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void timesAreThoseOfTheCoordinatorsClock() throws IOException {
        LoadRecord record = record(merged(
                Parts.Kind.of(0, 2, List.of(3), List.of(1_000)), Parts.Kind.of(1, 2, List.of(3), List.of(1_000))));
        assertThat(record.faults())
                .extracting(TimelineEvent::at, TimelineEvent::text)
                .containsExactly(
                        tuple(START.plusSeconds(4), "injector 0: a hiccup"),
                        tuple(START.plusSeconds(4), "injector 1: a hiccup"));
        // Injector 1 had the busier machine.
        assertThat(record.busy().get(0).at()).isEqualTo(START.plusSeconds(3));
        assertThat(record.busy().get(0).share()).isEqualTo(0.2 + 1 / 10.0);
    }

    @Test
    void whatTheCoordinatorToldAllIsThereOnce() throws IOException {
        TimelineEvent known = new TimelineEvent(Instant.EPOCH, TimelineEvent.Kind.FAULT, "a hiccup");
        assertThat(merged(
                                Parts.Kind.of(0, 2, List.of(3), List.of(1_000)),
                                Parts.Kind.of(1, 2, List.of(3), List.of(1_000)))
                        .record(PLAN, Map.of(), Optional.empty(), List.of(known))
                        .faults())
                .containsExactly(known);
    }

    @Test
    void whatInjectorsUsedAddsSampleBySample() throws IOException {
        var usage = record(merged(
                        Parts.Kind.of(0, 2, List.of(3), List.of(1_000)),
                        Parts.Kind.of(1, 2, List.of(3), List.of(1_000))))
                .usages()
                .get(MetricScope.GENERATOR);
        assertThat(usage.cpuSeconds()).isEqualTo(1.0);
        assertThat(usage.peakMemoryMb()).isEqualTo(401);
        assertThat(usage.samples()).hasSize(2);
        assertThat(usage.samples().get(1).cpuSeconds()).isEqualTo(1.0);
        assertThat(usage.samples().get(1).workingSetMb()).contains(320.0);
        assertThat(usage.throttling()).contains(new Throttling(200, 30, 3));
    }

    @Test
    void theWorstInjectorCounts() throws IOException {
        MergedParts parts = merged(
                Parts.Kind.of(0, 2, List.of(3), List.of(1_000)),
                Parts.Kind.of(1, 2, List.of(3), List.of(1_000)).bottleneck());
        assertThat(parts.clockBoundMicros()).contains(501L);
        assertThat(parts.listened()).contains(Duration.ofSeconds(4));
        assertThat(parts.clocks())
                .containsExactly(
                        "injector 0: the target's clock is fine, as 0 sees it",
                        "injector 1: the target's clock is fine, as 1 sees it");
        LoadRecord record = record(parts);
        assertThat(record.ofInjectors()).get().satisfies(found -> {
            assertThat(found.saturated()).isTrue();
            assertThat(found.text()).isEqualTo("injector 1: sent 90 of 100");
        });
        assertThat(parts.injectors(index -> Optional.empty()))
                .extracting(Injector::saturated, Injector::throttledShare)
                .containsExactly(
                        tuple(Optional.of(false), Optional.of(0.1)), tuple(Optional.of(true), Optional.of(0.2)));
    }

    @Test
    void aLateInjectorIsNamed() throws IOException {
        MergedParts parts = merged(
                Parts.Kind.of(0, 2, List.of(3), List.of(1_000)),
                Parts.Kind.of(1, 2, List.of(3), List.of(1_000)).beganAfter(Duration.ofMillis(812)));
        assertThat(parts.late(Duration.ofSeconds(1))).isEmpty();
        assertThat(parts.late(Duration.ofMillis(500)))
                .get()
                .asString()
                .startsWith("injector 1 of 2 began 812 ms after the agreed instant");
        MergedParts early = merged(
                Parts.Kind.of(0, 2, List.of(3), List.of(1_000)).beganAfter(Duration.ofMillis(-600)),
                Parts.Kind.of(1, 2, List.of(3), List.of(1_000)));
        assertThat(early.late(Duration.ofMillis(500))).get().asString().contains("injector 0");
        assertThat(early.notes(
                        List.of("a note of all"),
                        index ->
                                Optional.of(new ClockDifference(Duration.ofMillis(-7L * index), Duration.ofMillis(2)))))
                .containsExactly(
                        "2 injectors shared the load; they began -600.0 to 3.0 ms after the agreed instant; their clocks"
                                + " differ from the coordinator's by at most 7.0 ms (known to 2.0 ms)",
                        "injector 0: a note of 0",
                        "injector 1: a note of 1");
    }

    @Test
    void partsThatAreNotAWholeRunAreRefused() throws IOException {
        Parts.Kind first = Parts.Kind.of(0, 3, List.of(3), List.of(1_000));
        Parts.Kind second = Parts.Kind.of(1, 3, List.of(3), List.of(1_000));
        assertThatThrownBy(() -> merged(first, second))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the part of injector 2 of 3 is missing");
        assertThatThrownBy(() -> merged(first, second, second))
                .hasMessage(folder.resolve("part-2") + ": is the part of injector 1, and so is "
                        + folder.resolve("part-1"));
        Parts.Kind ofAnother = Parts.Kind.of(2, 4, List.of(3), List.of(1_000));
        assertThatThrownBy(() -> merged(first, second, ofAnother))
                .hasMessage(folder.resolve("part-2") + ": is of another run: it has number of injectors 4, not 3");
        assertThatThrownBy(() -> MergedParts.read(
                        Stream.of("nowhere").map(folder::resolve).toList(), Optional.empty(), Parts.WARM_UP))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
    }
}
