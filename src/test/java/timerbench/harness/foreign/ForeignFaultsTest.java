package timerbench.harness.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.MetricScope;

/** Whole runs against four kinds of services, with faults that are known: every fault is found, and nothing else. */
class ForeignFaultsTest {
    private static final List<Traits> ALL = FakeRun.ALL;
    private static final Faults FAULTS = new Faults(2, 2, 5, 7);

    /** Times are not judged: the machine may be busy. */
    private static final List<String> SETTINGS = List.of(
            "callbacks.warmUp=1s",
            "callbacks.startRate=5",
            "callbacks.targetRate=25",
            "callbacks.ramp=1s",
            "callbacks.hold=2s",
            "callbacks.dueFrom=4s",
            "callbacks.dueTo=4500ms",
            "callbacks.mix.ok=50",
            "callbacks.mix.delay=10",
            "callbacks.mix.fail=15",
            "callbacks.mix.refuse=10",
            "callbacks.mix.hang=10",
            "callbacks.updated=0.25",
            "callbacks.deleted=0.25",
            "callbacks.drain=6s",
            "callbacks.listenOn=1s",
            "callbacks.lateAfter=1m",
            "callbacks.thresholds.p95=1m",
            "callbacks.thresholds.p99=1m",
            "callbacks.thresholds.throughput=0",
            "callbacks.callbackThresholds.lateness.p50=1m",
            "callbacks.callbackThresholds.lateness.p95=1m",
            "callbacks.callbackThresholds.lateness.p99=1m",
            "callbacks.callbackThresholds.lateness.max=1m");

    @TempDir
    private static Path folder;

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(4);
    private static final Map<Traits, CompletableFuture<FakeRun>> FAULTY = new HashMap<>();
    private static final Map<Traits, CompletableFuture<FakeRun>> CORRECT = new HashMap<>();

    /** Runs wait most of the time, so several of them run at once. */
    @BeforeAll
    static void begin() {
        for (Traits traits : ALL) {
            FAULTY.put(traits, begin(traits, FAULTS));
            CORRECT.put(traits, begin(traits, Faults.NONE));
        }
    }

    private static CompletableFuture<FakeRun> begin(Traits traits, Faults faults) {
        return CompletableFuture.supplyAsync(() -> FakeRun.of(folder, traits, faults, "callback", SETTINGS), THREADS);
    }

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    /** Returns how many violations of each kind a run found, if any. */
    private static Map<String, Long> found(FakeRun run) throws IOException {
        Map<String, Long> found = new HashMap<>();
        for (CallbackOutcome outcome : CallbackOutcome.values()) {
            if (outcome.isViolation() && count(run, outcome) > 0) {
                found.put(outcome.metric(), count(run, outcome));
            }
        }
        return found;
    }

    private static long count(FakeRun run, CallbackOutcome outcome) throws IOException {
        return run.run()
                .trial()
                .value(outcome.metric(), MetricScope.trial())
                .map(Double::longValue)
                .orElse(0L);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyFaultIsFoundAndCountedRight(Traits traits) throws IOException {
        FakeRun run = FAULTY.get(traits).join();
        run.run().requireExit(1);
        FakeTimers truth = run.fake().calls;
        Map<String, Long> faults = new HashMap<>();
        faults.put("afterDelete", truth.calledAfterDelete.get());
        faults.put("duplicates", truth.duplicates.get());
        // An update that is ignored leaves a timer that is not called at its new instant.
        faults.put("lost", truth.losses.get() + truth.updatesIgnored.get());
        if (traits.updates()) {
            faults.put("afterUpdate", truth.updatesIgnored.get());
        }
        assertThat(found(run)).as(run.run().output()).isEqualTo(faults);
        assertThat(faults.values()).allMatch(count -> count > 1);
        assertThat(run.fake().refused).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void aCorrectServiceOfTheSameKindPasses(Traits traits) throws IOException {
        FakeRun run = CORRECT.get(traits).join();
        run.run().requireExit(0);
        assertThat(found(run)).isEmpty();
        assertThat(run.fake().refused).isEmpty();
        assertThat(count(run, CallbackOutcome.RETRY) > 0).isEqualTo(!traits.equals(Traits.ONE_ATTEMPT));
        assertThat(run.run().trial().notes().stream()
                        .filter(note -> note.contains("left out"))
                        .map(note -> note.replaceFirst(":.*", ""))
                        .collect(Collectors.toSet()))
                .isEqualTo(leftOut(traits));
    }

    /** Returns what the dialect has no words for, or the service cannot cope with. */
    private static Set<String> leftOut(Traits traits) {
        return switch (traits.name()) {
            case "own-ids" -> Set.of("answer hang", "answer again");
            case "header-identity" -> Set.of("answer refuse", "answer again");
            case "delay-seconds" -> Set.of("answer hang", "answer refuse", "answer again", "update");
            default -> Set.of("answer fail", "answer hang", "answer refuse", "answer again");
        };
    }
}
