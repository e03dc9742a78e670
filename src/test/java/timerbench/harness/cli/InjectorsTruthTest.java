package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.load.injector.InjectorPart;
import timerbench.harness.measure.callback.FakeTimerService;
import timerbench.harness.measure.callback.FakeTimerService.Script;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Injector;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;

/** Runs of several injectors against a service that breaks its promises to timers of each: the sum must be the truth. */
class InjectorsTruthTest {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofMillis(1);

    /** The id of a load's timer is a UUID of its injector, a hyphen and a number; the id of a probe's timer is a UUID. */
    private static final int PARTS_OF_ID = 6;

    private static final List<CallbackOutcome> BROKEN =
            List.of(CallbackOutcome.LOST, CallbackOutcome.DUPLICATE, CallbackOutcome.EARLY);

    @TempDir
    private Path folder;

    private final Set<String> created = new ConcurrentSkipListSet<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final FakeTimerService service = new FakeTimerService(this::script);
    private final Thread firing = new Thread(
            () -> {
                while (!closed.get()) {
                    service.fire(Instant.now());
                    LockSupport.parkNanos(TICK.toNanos());
                }
            },
            "fake-timer-service");

    @AfterEach
    void close() throws InterruptedException {
        closed.set(true);
        firing.join();
        service.close();
    }

    private Script script(String id) {
        if (id.split("-", -1).length == PARTS_OF_ID) {
            created.add(id);
            return switch (number(id) % 10) {
                case 0 -> Script.late();
                case 1 -> Script.late(Duration.ZERO, Duration.ofMillis(5));
                case 2 -> Script.late(Duration.ofMillis(-700));
                default -> Script.late(Duration.ZERO);
            };
        }
        return Script.late(Duration.ZERO);
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }

    private ChildRun run(int injectors, String name) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--target", service.url(), "--injectors", Integer.toString(injectors), "-D", "injectors.late=20s"));
        options.addAll(ChildRun.settings(List.of(
                "callbacks.startRate=10",
                "callbacks.targetRate=40",
                "callbacks.warmUp=" + WARM_UP.toSeconds() + "s",
                "callbacks.ramp=1s",
                "callbacks.hold=3s",
                "callbacks.dueFrom=1s",
                "callbacks.dueTo=2s",
                "callbacks.drain=2s",
                "callbacks.listenOn=1s",
                "callbacks.updated=0",
                "callbacks.deleted=0",
                "callbacks.mix.ok=1",
                "callbacks.mix.delay=0",
                "callbacks.mix.fail=0",
                "callbacks.mix.refuse=0",
                "callbacks.mix.hang=0",
                "callbacks.mix.again=0")));
        return ChildRun.of("callback", Files.createDirectory(folder.resolve(name)), Map.of(), options);
    }

    /** Returns how many timers of each injector the service has treated in each of the three ways, in order. */
    private List<List<Long>> truth() {
        Map<String, String> urls = service.callbackUrls();
        Map<Integer, long[]> byInjector = new TreeMap<>();
        for (String id : created) {
            int receiver = URI.create(urls.get(id)).getPort();
            long[] counts = byInjector.computeIfAbsent(receiver, key -> new long[3]);
            if (number(id) % 10 < 3) {
                counts[number(id) % 10]++;
            }
        }
        return sorted(byInjector.values().stream()
                .map(counts -> List.of(counts[0], counts[1], counts[2]))
                .toList());
    }

    private static List<List<Long>> sorted(List<List<Long>> counts) {
        return counts.stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    private static long requests(Run run) {
        return run.trials()
                .get(0)
                .distribution(Metric.RESPONSE_TIME, MetricScope.operation("create"))
                .orElseThrow()
                .count();
    }

    @Test
    void whatEachInjectorSeesOfBrokenPromisesAddsUpToTheTruthAndTheLoadIsThatOfOne() throws IOException {
        firing.start();
        ChildRun shared = run(2, "shared");
        shared.requireExit(1);
        Path results = shared.folder().resolve("results/latest");
        Run run = RunFile.read(results);
        List<InjectorPart> parts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            parts.add(InjectorPart.read(results.resolve("part-" + i)));
        }

        List<List<Long>> truth = truth();
        assertThat(truth).hasSize(2).allSatisfy(each -> assertThat(each).allMatch(count -> count > 0));
        assertThat(sorted(parts.stream()
                        .map(part -> BROKEN.stream()
                                .map(part.callbacks().orElseThrow().report()::count)
                                .toList())
                        .toList()))
                .isEqualTo(truth);
        for (int i = 0; i < BROKEN.size(); i++) {
            int kind = i;
            assertThat(run.trials().get(0).value(BROKEN.get(i).metric(), MetricScope.trial()))
                    .as(BROKEN.get(i).word())
                    .contains((double)
                            truth.stream().mapToLong(each -> each.get(kind)).sum());
        }

        assertThat(parts)
                .as("what a process used counts from the end of the warm-up")
                .allSatisfy(part -> assertThat(
                                part.usage().orElseThrow().samples().get(0).at())
                        .isAfterOrEqualTo(part.agreed().plus(WARM_UP)));
        long warmUp = run.trials().get(0).warmUp().requests();
        assertThat(requests(run) + warmUp).isEqualTo(created.size());
        assertThat(run.injectors().stream().mapToLong(Injector::requests).sum()).isEqualTo(requests(run));
        assertThat(run.injectors()).extracting(Injector::index).containsExactly(0, 1);

        ChildRun merged = ChildRun.java(
                Files.createDirectory(folder.resolve("merged")),
                Map.of(),
                List.of(
                        TimerBench.class.getName(),
                        "merge",
                        results.toRealPath().resolve("part-1").toString(),
                        results.toRealPath().resolve("part-0").toString()));
        merged.requireExit(1);
        Run byHand = RunFile.read(merged.folder().resolve("results/latest"));
        assertThat(requests(byHand)).isEqualTo(requests(run));
        for (String metric : List.of(Metric.LATENESS, Metric.START_LAG)) {
            assertThat(byHand.trials().get(0).distribution(metric, MetricScope.trial()))
                    .isEqualTo(run.trials().get(0).distribution(metric, MetricScope.trial()));
        }

        created.clear();
        ChildRun alone = run(1, "alone");
        alone.requireExit(1);
        Run one = RunFile.read(alone.folder().resolve("results/latest"));
        assertThat(requests(one)).isEqualTo(requests(run));
        assertThat(one.trials().get(0).warmUp().requests()).isEqualTo(warmUp);
        assertThat(truth()).hasSize(1);
    }

    @Test
    void anInjectorThatIsKilledEndsTheRunAndIsNamed() throws IOException {
        firing.start();
        CompletableFuture<ChildRun> running = CompletableFuture.supplyAsync(() -> {
            try {
                return run(3, "killed");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        while (created.isEmpty() && !running.isDone()) {
            LockSupport.parkNanos(TICK.toNanos());
        }
        long killed = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("timerbench.injector.index=1"))
                .filter(ProcessHandle::destroyForcibly)
                .count();
        ChildRun run = running.join();
        assertThat(killed).as(run.output()).isPositive();
        assertThat(run.exit()).as(run.output()).isEqualTo(3);
        assertThat(run.output()).contains("injector 1 of 3 ended with exit code 137, killed by SIGKILL");
        Path results = run.folder().resolve("results");
        assertThat(results.resolve("latest")).doesNotExist();
        TreeSet<String> left = new TreeSet<>();
        try (var all = Files.walk(results)) {
            all.filter(file -> file.endsWith("part.json"))
                    .forEach(file -> left.add(file.getParent().getFileName().toString()));
        }
        assertThat(left).containsExactly("part-0", "part-2");
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("timerbench.injector.index")))
                .isEmpty();
    }
}
