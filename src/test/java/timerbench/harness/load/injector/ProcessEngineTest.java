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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.load.injector.InjectorEngine.Launch;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.callback.ReceiverSettings.Probe;
import timerbench.harness.targets.process.Signal;

class ProcessEngineTest {
    private static final long MEMORY = 1L << 40;
    private static final MachinePorts PORTS =
            new MachinePorts(new ReceiverSettings("127.0.0.1", 0, "", Probe.USUAL), false);

    @TempDir
    private Path folder;

    private final List<RunningInjectors> started = new ArrayList<>();

    @AfterEach
    void closeAll() {
        started.forEach(RunningInjectors::close);
    }

    static ProcessEngine engine(Path folder) {
        return engine(folder, MEMORY);
    }

    private static ProcessEngine engine(Path folder, long memory) {
        return new ProcessEngine(
                folder,
                PORTS,
                new InjectorHeap(64L << 20),
                memory,
                (simulation, results, settings) -> command(settings));
    }

    private static List<String> command(Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx64m", "-XX:TieredStopAtLevel=1"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TestInjector.class.getName()));
        return command;
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    static Launch launch(int count) {
        return new Launch(
                "test", count, "simulations.None", Map.of("timerbench.profile", "smoke"), Optional.of("swordfish"));
    }

    private RunningInjectors start(int count) throws IOException {
        RunningInjectors running = engine(folder).start(launch(count));
        started.add(running);
        return running;
    }

    private static void tell(RunningInjectors running, int index, String what) throws IOException {
        running.write(index, InjectorFolder.BEGIN, what.getBytes(StandardCharsets.UTF_8));
    }

    private static String ready(RunningInjectors running, int index) throws IOException {
        return new String(
                Await.answer("ready", () -> running.read(index, InjectorFolder.READY)), StandardCharsets.UTF_8);
    }

    private static ProcessHandle process(String ready) {
        return ProcessHandle.of(Long.parseLong(ready.substring(ready.lastIndexOf(' ') + 1)))
                .orElseThrow();
    }

    private static String failure(RunningInjectors running, int index) throws IOException {
        return Await.answer("failure", () -> running.failure(index));
    }

    @Test
    void eachInjectorHasAFolderAndItsShare() throws IOException {
        RunningInjectors running = start(2);
        assertThat(ready(running, 0)).startsWith("0 of 2, smoke, token of 9 characters");
        assertThat(ready(running, 1)).startsWith("1 of 2, smoke, token of 9 characters");
        assertThat(folder.resolve("part-1").resolve(InjectorFolder.READY)).exists();
        assertThat(running.failure(0)).isEmpty();
        assertThat(running.read(0, InjectorFolder.PART)).isEmpty();
        assertThat(running.clock(1)).isEqualTo(ClockDifference.NONE);
        // A JVM may have said before which options the environment gave it.
        assertThat(running.lastLines(1)).endsWith("begun");
    }

    @Test
    void theTokenIsInNoArgument() throws IOException {
        ProcessHandle injector = process(ready(start(1), 0));
        assertThat(injector.info().commandLine().orElse("")).doesNotContain("swordfish");
    }

    @Test
    void aPartIsReadWholeAlsoAfterTheEnd() throws IOException {
        RunningInjectors running = start(1);
        ProcessHandle injector = process(ready(running, 0));
        tell(running, 0, "deliver");
        Await.answer("part", () -> running.read(0, InjectorFolder.PART));
        assertThat(running.read(0, InjectorFolder.REQUESTS).orElseThrow()).hasSize(20_000_000);
        running.write(0, InjectorFolder.FETCHED, new byte[0]);
        Await.until("end", () -> !injector.isAlive());
        assertThat(running.failure(0)).isEmpty();
        assertThat(running.read(0, InjectorFolder.PART))
                .hasValueSatisfying(part -> assertThat(part).asString().isEqualTo("{}"));
    }

    @Test
    void anInjectorThatFailsIsNamedWithItsCodeAndItsComplaint() throws IOException {
        RunningInjectors running = start(2);
        ready(running, 0);
        tell(running, 0, "fail");
        assertThat(failure(running, 0))
                .startsWith("ended with exit code 7: the target is gone; all that it printed is in ")
                .endsWith("part-0/console.log");
        assertThat(running.failure(1)).isEmpty();
    }

    @Test
    void anInjectorThatIsKilledIsNamedWithTheSignal() throws IOException {
        RunningInjectors running = start(1);
        process(ready(running, 0)).destroyForcibly();
        assertThat(failure(running, 0)).startsWith("ended with exit code 137, killed by SIGKILL; all that it printed");
    }

    @Test
    void anInjectorThatEndsWithoutItsPartHasFailed() throws IOException {
        RunningInjectors running = start(1);
        ready(running, 0);
        tell(running, 0, "deliver nothing");
        assertThat(failure(running, 0)).startsWith("ended without its part: begun; all that");
    }

    @Test
    void anInjectorThatNeverStartsHasFailed() throws IOException {
        ProcessEngine engine = new ProcessEngine(
                folder,
                PORTS,
                new InjectorHeap(1),
                MEMORY,
                (simulation, results, settings) -> List.of("/no/such/java"));
        started.add(engine.start(launch(1)));
        assertThat(failure(started.get(0), 0))
                .startsWith("ended with exit code 127: ")
                .contains("/no/such/java");
    }

    @Test
    void closingEndsAlsoAnInjectorThatHangs() throws IOException {
        RunningInjectors running = start(2);
        List<ProcessHandle> injectors = List.of(process(ready(running, 0)), process(ready(running, 1)));
        tell(running, 1, "hang");
        Await.until("hanging", () -> running.lastLines(1).contains("hanging"));
        long start = System.nanoTime();
        running.close();
        assertThat(injectors).noneMatch(ProcessHandle::isAlive);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(5), Await.PATIENCE);
        running.close();
    }

    @Test
    void theInterruptOfATerminalIsLeftToTheCoordinator() throws IOException {
        RunningInjectors running = start(1);
        ProcessHandle injector = process(ready(running, 0));
        Signal.INTERRUPT.send(List.of(injector));
        tell(running, 0, "deliver");
        Await.answer("part", () -> running.read(0, InjectorFolder.PART));
        assertThat(injector.isAlive()).isTrue();
    }

    @Test
    void injectorsEndWhenTheirCoordinatorIsKilled() throws IOException, InterruptedException {
        assertThat(endsWithIts(Process::destroyForcibly)).isEqualTo(137);
    }

    @Test
    void injectorsEndWhenTheirCoordinatorIsTerminated() throws IOException, InterruptedException {
        assertThat(endsWithIts(Process::destroy)).isEqualTo(143);
    }

    private int endsWithIts(Consumer<Process> end) throws IOException, InterruptedException {
        Process coordinator = new ProcessBuilder(
                        java(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldInjectors.class.getName(),
                        folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        try {
            Path first = folder.resolve("part-0").resolve(InjectorFolder.READY);
            Path second = folder.resolve("part-1").resolve(InjectorFolder.READY);
            Await.until("ready", () -> Files.exists(first) && Files.exists(second));
            List<ProcessHandle> injectors =
                    List.of(process(Files.readString(first)), process(Files.readString(second)));
            end.accept(coordinator);
            assertThat(coordinator.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            Await.until("end", () -> injectors.stream().noneMatch(ProcessHandle::isAlive));
            return coordinator.exitValue();
        } finally {
            coordinator.destroyForcibly();
        }
    }

    @Test
    void moreInjectorsThanFitIntoTheMemoryAreRefused() {
        assertThatThrownBy(() -> engine(folder, 100_000_000).start(launch(2)))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "the heaps of 2 injectors, 67 MB each, do not fit into the 100 MB of memory of this machine;"
                                + " start fewer, or give each less (TIMER_BENCH_JVM_ARGS=-Xmx512m)");
        assertThat(folder).isEmptyDirectory();
    }
}
