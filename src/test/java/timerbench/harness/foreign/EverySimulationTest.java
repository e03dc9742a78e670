package timerbench.harness.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import timerbench.harness.load.Simulations;

/**
 * Every simulation runs against each of four kinds of services, or says what it needs. All together take many minutes,
 * so that a build runs one for each service; with the environment variable {@value #SWITCH} the test runs all.
 */
class EverySimulationTest {
    private static final String SWITCH = "FOREIGN_SIMULATIONS";
    private static final boolean ALL = "all".equals(System.getenv(SWITCH));

    private static final String NO_BOUND = "list due: left out, list names no {dueBefore}";

    private static final Map<Traits, String> EXAMPLES = Map.of(
            Traits.OWN_IDS, "ReadSimulation",
            Traits.HEADER_IDENTITY, "MixedOperationsSimulation",
            Traits.DELAY_SECONDS, "TimerCreationSimulation",
            Traits.ONE_ATTEMPT, "QuerySimulation");

    /** Simulations that need what a service without read, update and list lacks. */
    private static final Set<String> REFUSED = Set.of(
            "ConcurrentOperationsSimulation",
            "DatabaseStressSimulation",
            "QuerySimulation",
            "ReadSimulation",
            "SoakSimulation");

    /** Short loads. Where every build runs them, times are not judged: the machine may be busy. */
    private static final Map<String, List<String>> SETTINGS = Map.ofEntries(
            settings("Breakpoint", "breakpoint.warmUp=2s", "breakpoint.search.most=50"),
            settings("Callback", "callbacks.warmUp=2s", "callbacks.hold=4s"),
            settings("ConcurrentOperations", "concurrent.warmUp=2s", "concurrent.hold=4s", "concurrent.timers=1000"),
            settings("DatabaseStress", "stress.warmUp=2s", "stress.duration=3s"),
            settings("ErrorConditions", "errors.warmUp=2s", "errors.hold=6s", "errors.slowdown=100"),
            untimed("MixedOperations", "mixed", "mixed.warmUp=1s"),
            untimed("Query", "query", "query.warmUp=1s", "query.ramp=1s", "query.hold=2s", "query.timers=600"),
            untimed("Read", "read", "read.warmUp=1s", "read.ramp=1s", "read.hold=2s", "read.timers=300"),
            settings("Recovery", "recovery.fault=command:true"),
            settings("Soak", "soak.warmUp=2s", "soak.hold=10s", "soak.timers=1000"),
            settings("Spike", "spike.warmUp=2s", "spike.factor=5"),
            untimed("TimerCreation", "creation", "creation.warmUp=1s", "creation.ramp=1s", "creation.hold=2s"),
            settings("TimerExecution", "execution.timers=400", "execution.executions=20"));

    private static Map.Entry<String, List<String>> settings(String simulation, String... settings) {
        return Map.entry(simulation + "Simulation", List.of(settings));
    }

    private static Map.Entry<String, List<String>> untimed(String simulation, String block, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of(block + ".thresholds.p95=1m", block + ".thresholds.p99=1m"));
        if (!block.equals("mixed")) {
            all.add(block + ".thresholds.throughput=0");
        }
        return Map.entry(simulation + "Simulation", all);
    }

    @TempDir
    private static Path folder;

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);
    private static final Map<String, CompletableFuture<FakeRun>> RUNS = new HashMap<>();

    private static Stream<Arguments> runs() {
        return FakeRun.ALL.stream()
                .flatMap(traits -> Simulations.all().stream().map(known -> Arguments.of(traits, known.name())));
    }

    private static boolean isRun(Traits traits, String simulation) {
        return ALL || simulation.equals(EXAMPLES.get(traits));
    }

    /** Runs wait most of the time, so two of them run at once. */
    @BeforeAll
    static void begin() {
        runs().map(Arguments::get).forEach(run -> {
            Traits traits = (Traits) run[0];
            String simulation = (String) run[1];
            if (isRun(traits, simulation)) {
                List<String> settings = SETTINGS.get(simulation);
                RUNS.put(
                        traits + simulation,
                        CompletableFuture.supplyAsync(
                                () -> FakeRun.of(folder, traits, Faults.NONE, simulation, settings), THREADS));
            }
        });
    }

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everySimulationRunsOrSaysWhatItNeeds(Traits traits, String simulation) throws IOException {
        assumeTrue(isRun(traits, simulation), "set " + SWITCH + " to all");
        FakeRun run = RUNS.get(traits + simulation).join();
        if (ALL) {
            System.out.printf(
                    "%s %s: exit %d, %d s, refused by the service: %s%n",
                    traits, simulation, run.run().exit(), run.run().took().toSeconds(), run.fake().refused);
        }
        boolean isRefused = traits.equals(Traits.DELAY_SECONDS) && REFUSED.contains(simulation);
        run.run().requireExit(isRefused ? 2 : 0);
        if (isRefused) {
            assertThat(run.run().output())
                    .contains("dialect delay-seconds has no operation ", ", which " + simulation + " needs");
        } else {
            assertThat(run.run().trial().outcome().isComplete()).isTrue();
            boolean hasNoBound = simulation.equals("QuerySimulation") && !traits.equals(Traits.OWN_IDS);
            assertThat(run.run().trial().notes().contains(NO_BOUND)).isEqualTo(hasNoBound);
        }
        assertThat(run.fake().refused)
                .as("ids have the form of the service's own")
                .doesNotContainKey(FakeService.OTHER_FORM);
    }
}
