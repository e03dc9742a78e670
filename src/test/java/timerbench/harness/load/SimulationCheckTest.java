package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Whatever is wrong with the settings of a run is found before anything is started. */
class SimulationCheckTest {
    /** The block of each simulation, and a value there that only the simulation can refuse. */
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("BreakpointSimulation", "breakpoint.users=0"),
            Map.entry("CallbackSimulation", "callbacks.updated=2"),
            Map.entry("ConcurrentOperationsSimulation", "concurrent.rates.create=0"),
            Map.entry("DatabaseStressSimulation", "stress.warmUp=0s"),
            Map.entry("ErrorConditionsSimulation", "errors.wrong=1"),
            Map.entry("MixedOperationsSimulation", "mixed.warmUpUsers=0"),
            Map.entry("QuerySimulation", "query.deepPages=0"),
            Map.entry("ReadSimulation", "read.skew=-1"),
            Map.entry("RecoverySimulation", "recovery.limit=5s"),
            Map.entry("SoakSimulation", "soak.rates.create=1"),
            Map.entry("SpikeSimulation", "spike.factor=1"),
            Map.entry("TimerCreationSimulation", "creation.hold=1ms"),
            Map.entry("TimerExecutionSimulation", "execution.fillers=0"));

    /** Values that any simulation reads, with what the message must name. */
    private static final List<String> SHARED = List.of(
            "receiver.port=65536",
            "receiver.probe.timeout=0s",
            "history.url=nowhere",
            "load.stallTimeout=1s",
            "live.port=65536",
            "live.linger=-1s",
            "injector.index=1",
            "injector.count=0",
            "injectors.count=0",
            "startTimeout=60",
            "instances=0",
            "database=oracle",
            "provision=cloud",
            "profileDatabase=perhaps",
            "dryRun=perhaps",
            "target=./missing.jar",
            "target=./missing",
            "dialect=nobody",
            "timers.payloads=0",
            "docker.service.cpus=none",
            "docker.database.memory=much",
            "embedded.postgres=fsync",
            "embedded.commitlogSync=never",
            "external.postgres.url=postgres",
            "external.mongodb.uri=mongo",
            "external.cassandra.nodes=cassandra",
            "service.port=-1",
            "service.postgres.synchronousCommit=perhaps");

    private Set<Long> before = Set.of();

    @BeforeEach
    void children() {
        before = processes();
    }

    @AfterEach
    void nothingWasStarted() {
        assertThat(processes()).isSubsetOf(before);
    }

    private static Set<Long> processes() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static Settings settings(String... more) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("profile", "smoke"));
        for (String setting : more) {
            String[] parts = setting.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        return Settings.load().with(Settings.byKey(all));
    }

    private static String type(String simulation) {
        return "simulations." + simulation;
    }

    static Stream<Arguments> everySimulationInEveryProfile() {
        return Simulations.all().stream()
                .flatMap(known -> Stream.of("smoke", "ci", "full").map(profile -> Arguments.of(known.name(), profile)));
    }

    @ParameterizedTest
    @MethodSource
    void everySimulationInEveryProfile(String simulation, String profile) {
        assertThatCode(() -> SimulationCheck.check(type(simulation), settings("profile=" + profile)))
                .doesNotThrowAnyException();
    }

    static Stream<Arguments> aWrongValueIsRefusedThoughTheTargetCannotBeReached() {
        return Simulations.all().stream()
                .flatMap(known -> Stream.concat(Stream.of(OWN.get(known.name())), SHARED.stream())
                        .map(setting -> Arguments.of(known.name(), setting)));
    }

    @ParameterizedTest
    @MethodSource
    void aWrongValueIsRefusedThoughTheTargetCannotBeReached(String simulation, String setting) {
        String key = setting.substring(0, setting.indexOf('='));
        String named = key.substring(key.lastIndexOf('.') + 1);
        long start = System.nanoTime();
        assertThatThrownBy(() -> SimulationCheck.check(type(simulation), settings(setting)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(named);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BreakpointSimulation     | breakpoint.dueTo=0s        | breakpoint: dueTo must be no less than dueFrom, was 0 s
            TimerCreationSimulation  | creation.targetRate=0.1    | sends fewer than two requests
            TimerCreationSimulation  | creation.thresholds.errorRate=2 | errorRate must be 0 to 1, was 2.0
            CallbackSimulation       | callbacks.callbackThresholds.lost=-1 | a limit must be 0 or more, was -1
            DatabaseStressSimulation | stress.duration=5          | timerbench.stress.duration: got "5", wanted a duration
            """)
    void aWrongValueOfALaterPartIsRefusedToo(String simulation, String setting, String message) {
        assertThatThrownBy(
                        () -> SimulationCheck.check(type(simulation), settings(setting, "target=http://127.0.0.1:1")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void allThatIsWrongIsReportedAtOnce() {
        assertThatThrownBy(() -> SimulationCheck.check(
                        type("DatabaseStressSimulation"),
                        settings("stress.duration=5", "receiver.port=-1", "service.port=-1", "timers.seed=x")))
                .isInstanceOf(SettingsException.class)
                .satisfies(e -> assertThat(e.getMessage().split("\ntimer-bench: "))
                        .hasSize(4)
                        .anyMatch(line -> line.contains("stress.duration"))
                        .anyMatch(line -> line.contains("port must be 0 to 65535"))
                        .anyMatch(line -> line.contains("timerbench.service: port"))
                        .anyMatch(line -> line.contains("timers.seed")));
    }

    @ParameterizedTest
    @MethodSource("everySimulation")
    void severalInjectorsShareALoadUnlessOneMustSeeAllOfIt(String simulation) {
        boolean isAlone = Set.of("BreakpointSimulation", "RecoverySimulation").contains(simulation);
        for (Settings shared : List.of(
                settings("profile=ci", "injector.index=2", "injector.count=3"), settings("injectors.count=2"))) {
            if (isAlone) {
                assertThatThrownBy(() -> SimulationCheck.check(type(simulation), shared))
                        .isInstanceOf(SettingsException.class)
                        .hasMessageStartingWith(simulation + " needs one injector: it ");
            } else {
                assertThatCode(() -> SimulationCheck.check(type(simulation), shared))
                        .doesNotThrowAnyException();
            }
        }
    }

    static Stream<String> everySimulation() {
        return Simulations.names().stream();
    }

    @ParameterizedTest
    @CsvSource({
        "ReadSimulation,read.timers",
        "DatabaseStressSimulation,stress.concurrent",
        "MixedOperationsSimulation,mixed.warmUpUsers",
        "TimerExecutionSimulation,execution.fillers"
    })
    void whatIsFewerThanTheInjectorsCannotBeShared(String simulation, String setting) {
        for (String injectors : List.of("injectors.count=3", "injector.count=3")) {
            assertThatThrownBy(() -> SimulationCheck.check(type(simulation), settings(setting + "=2", injectors)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage(
                            "timerbench." + setting + ": 2 cannot be shared by 3 injectors; each needs at least one");
        }
    }

    @Test
    void aDatabaseThatCannotBeProvidedInThisWayIsAWrongSetting() {
        assertThatThrownBy(() -> SimulationCheck.check(type("DatabaseStressSimulation"), settings("database=mongodb")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("MongoDB cannot be embedded: give timerbench.provision=docker");
    }

    @Test
    void aProgramDoesNotRunInAContainer(@TempDir Path folder) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), "exit\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(() -> SimulationCheck.check(
                        type("TimerCreationSimulation"),
                        settings("target=" + program, "docker.service.contained=true")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("timerbench.docker.service.contained: ");
    }
}
