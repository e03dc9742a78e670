package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.load.injector.InjectorContainers.Wanted;
import timerbench.harness.load.injector.InjectorEngine.Launch;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.callback.ReceiverSettings.Probe;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.Docker;
import timerbench.harness.targets.docker.InjectorImage;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectorContainersTest {
    private static final MachinePorts PORTS =
            new MachinePorts(new ReceiverSettings("127.0.0.1", 0, "", Probe.USUAL), false);
    private static final InjectorHeap HEAP = new InjectorHeap(64 << 20);

    @TempDir
    private Path folder;

    private String image;
    private final List<RunningInjectors> started = new ArrayList<>();

    @BeforeAll
    void build() {
        image = InjectorImage.build(Docker.image("TIMER_BENCH_JRE_IMAGE", "eclipse-temurin:17-jre"));
    }

    @AfterAll
    void removeImage() {
        if (image != null) {
            InjectorImage.remove(image);
        }
    }

    @AfterEach
    void closeAll() {
        started.forEach(RunningInjectors::close);
        started.clear();
    }

    private InjectorContainers engine(String network, ContainerLimits limits) {
        return engine(image, network, limits, folder);
    }

    static InjectorContainers engine(String image, String network, ContainerLimits limits, Path folder) {
        return new InjectorContainers(new Wanted(image, network, limits, Duration.ofMinutes(1)), PORTS, HEAP, folder);
    }

    static Launch launch(String name, int count) {
        return new Launch(
                name,
                count,
                "simulations.NoneSimulation",
                Map.of("timerbench.profile", "smoke"),
                Optional.of("swordfish"));
    }

    private static String name() {
        return "test-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private RunningInjectors start(int count) throws IOException {
        return start(engine("", new ContainerLimits("0.5", "128m")), launch(name(), count));
    }

    private RunningInjectors start(InjectorContainers engine, Launch launch) throws IOException {
        RunningInjectors running = engine.start(launch);
        started.add(running);
        return running;
    }

    private static String ready(RunningInjectors running, int index) throws IOException {
        return new String(
                Await.answer("ready", () -> running.read(index, InjectorFolder.READY)), StandardCharsets.UTF_8);
    }

    private static void tell(RunningInjectors running, int index, String what) throws IOException {
        ready(running, index);
        running.write(index, InjectorFolder.BEGIN, what.getBytes(StandardCharsets.UTF_8));
    }

    private static String failure(RunningInjectors running, int index) throws IOException {
        return Await.answer("failure", () -> running.failure(index));
    }

    @Test
    void eachInjectorHasItsShareAndTheTokenInItsEnvironmentOnly() throws IOException {
        RunningInjectors running = start(2);
        assertThat(ready(running, 1))
                .startsWith("run NoneSimulation -D ")
                .contains("-D timerbench.injector.index=1 ", "-D timerbench.injector.count=2 ")
                .contains("-D timerbench.injector.folder=/timer-bench/results ", "-D timerbench.profile=smoke")
                .contains("; heap -Xmx67108864; token of 9 characters")
                .doesNotContain("receiver", "swordfish");
        assertThat(running.failure(0)).isEmpty();
        assertThat(running.read(0, InjectorFolder.PART)).isEmpty();
        assertThat(running.lastLines(1)).containsExactly("begun");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void containersOfThisMachineHaveItsClock() throws IOException {
        assertThat(start(1).clock(0)).isEqualTo(ClockDifference.NONE);
    }

    @Test
    void onANetworkOfItsOwnTheTargetReachesAReceiverByTheNameOfItsContainer() throws IOException {
        String name = name();
        InjectorImage.createNetwork(name);
        try {
            RunningInjectors running = start(engine(name, ContainerLimits.NONE), launch(name, 1));
            assertThat(ready(running, 0))
                    .contains("-D timerbench.receiver.host=0.0.0.0 ", "-D timerbench.receiver.port=9000")
                    .contains("-D timerbench.receiver.advertise=http://" + name + "-0:9000 ");
        } finally {
            closeAll();
            InjectorImage.removeNetwork(name);
        }
    }

    @Test
    void aDialectThatIsAFileIsInTheContainerToo() throws IOException {
        Path dialect = Files.writeString(folder.resolve("mine.conf"), "mine");
        Launch launch = new Launch(
                name(), 1, "simulations.None", Map.of("timerbench.dialect", dialect.toString()), Optional.empty());
        RunningInjectors running = start(engine("", ContainerLimits.NONE), launch);
        assertThat(ready(running, 0)).contains("-D timerbench.dialect=/timer-bench/results/dialect.conf ");
        assertThat(running.read(0, "dialect.conf").orElseThrow()).asString().isEqualTo("mine");
    }

    @Test
    void aPartOf20MegabytesIsReadWholeAlsoAfterTheEnd() throws IOException {
        RunningInjectors running = start(1);
        tell(running, 0, "deliver");
        Await.answer("part", () -> running.read(0, InjectorFolder.PART));
        assertThat(running.read(0, InjectorFolder.REQUESTS).orElseThrow()).hasSize(20_000_000);
        running.write(0, InjectorFolder.FETCHED, new byte[0]);
        Await.until("end", () -> running.lastLines(0).contains("ended"));
        Await.until("refusal", () -> isRefused(running));
        assertThat(running.failure(0)).isEmpty();
        assertThat(running.read(0, InjectorFolder.REQUESTS).orElseThrow()).hasSize(20_000_000);
    }

    private static boolean isRefused(RunningInjectors running) {
        try {
            running.write(0, InjectorFolder.STOP, new byte[0]);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void anInjectorThatFailsIsNamedWithItsCodeAndItsComplaint() throws IOException {
        RunningInjectors running = start(2);
        tell(running, 1, "fail");
        assertThat(failure(running, 1))
                .isEqualTo("ended with exit code 7: the target is gone; all that it printed is in "
                        + folder.resolve("part-1/console.log"));
        assertThat(running.failure(0)).isEmpty();
        running.close();
        assertThat(folder.resolve("part-1/console.log")).hasContent("begun\ntimer-bench: the target is gone");
    }

    @Test
    void anInjectorThatNeedsMoreMemoryThanItMayUseIsNamed() throws IOException {
        RunningInjectors running = start(1);
        tell(running, 0, "eat");
        assertThat(failure(running, 0))
                .startsWith("ran out of the memory that its container may use; it ended with exit code 137, killed by"
                        + " SIGKILL; all that it printed");
    }

    @Test
    void aContainerThatIsGoneIsAFailure() throws IOException {
        String name = name();
        RunningInjectors running = start(engine("", ContainerLimits.NONE), launch(name, 1));
        ready(running, 0);
        InjectorImage.removeContainer(name + "-0");
        assertThat(failure(running, 0)).isEqualTo("lost its container " + name + "-0: something else removed it");
        assertThatThrownBy(() -> running.read(0, InjectorFolder.PART))
                .isInstanceOf(IOException.class)
                .hasMessage("container " + name + "-0 is gone");
    }

    @Test
    void nothingIsLeftAfterClosingOrIfOneCannotBeStarted() throws IOException {
        String name = name();
        RunningInjectors running = start(engine("", ContainerLimits.NONE), launch(name, 1));
        assertThat(InjectorImage.containers(name)).hasSize(1);
        assertThat(InjectorImage.volumes(name + "-0")).hasSize(1);
        List<String> volumes = InjectorImage.volumes(name + "-0");
        // The name of the first is taken.
        String other = name();
        InjectorImage.occupy(image, other + "-1");
        try {
            assertThatThrownBy(() -> engine("", ContainerLimits.NONE).start(launch(other, 2)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("container " + other + "-1 could not be created")
                    .hasMessageContaining("already in use");
            assertThat(InjectorImage.containers(other)).isEmpty();
        } finally {
            InjectorImage.removeContainer(other + "-1");
        }
        running.close();
        running.close();
        assertThat(InjectorImage.containers(name)).isEmpty();
        assertThat(InjectorImage.leftOf(volumes)).isEmpty();
    }

    @Test
    void containersAreGoneWhenTheirCoordinatorIsKilled() throws IOException, InterruptedException {
        String name = name();
        Process coordinator = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldContainers.class.getName(),
                        image,
                        name,
                        folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        try {
            Await.until("start", () -> InjectorImage.containers(name).size() == 2);
        } finally {
            coordinator.destroyForcibly();
        }
        assertThat(coordinator.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        Await.until("removal", () -> InjectorImage.containers(name).isEmpty());
    }

    @Test
    void anImageThatIsNotToBeHadIsNamedWithTheScriptThatBuildsIt() {
        assertThatThrownBy(() -> engine("localhost:9/no/such:image", "", ContainerLimits.NONE, folder)
                        .start(launch(name(), 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("image localhost:9/no/such:image could not be pulled")
                .hasMessageContaining("scripts/build-image.sh");
    }

    @Test
    void aNetworkThatIsMissingIsNamed() {
        assertThatThrownBy(() -> engine("no-such-network", ContainerLimits.NONE).start(launch(name(), 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("the Docker engine has no network no-such-network; make it (docker network create"
                        + " no-such-network), with the target in it");
    }

    @Test
    void aHeapThatDoesNotFitIntoTheContainerIsRefused() {
        assertThatThrownBy(() -> engine("", new ContainerLimits("", "60m")).start(launch(name(), 3)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the heap of an injector, 67 MB, does not fit into the 63 MB of memory of its"
                        + " container (timerbench.injectors.docker.memory);");
    }

    @Test
    void aNetworkWithoutNamesIsRefused() {
        Settings settings = Settings.load().with(Map.of("timerbench.injectors.docker.network", "bridge"));
        assertThatThrownBy(() -> InjectorContainers.of(settings, folder))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("timerbench.injectors.docker.network: got \"bridge\"")
                .hasMessageContaining("docker network create");
    }
}
