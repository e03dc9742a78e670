package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import timerbench.harness.load.process.SimulationJvm;
import timerbench.settings.Settings;

/** Starts injectors as processes of this machine, each in a JVM like that of this process. */
public final class ProcessEngine implements InjectorEngine {
    /**
     * Starts the injector only after the guard of all injectors has started, and not at all if this process ends
     * before. The Ctrl-C of a terminal reaches every process: injectors leave it to their coordinator.
     */
    private static final String WAITING_FOR_GO = """
            trap '' INT
            read -r go || exit 1
            exec "$@" < /dev/null
            """;

    private final Path folder;
    private final MachinePorts ports;
    private final InjectorHeap heap;
    private final long memory;
    private final Jvm jvm;

    /** The command of an injector. */
    interface Jvm {
        List<String> command(String simulation, Path results, Map<String, String> settings);
    }

    /**
     * @param ports of all injectors
     * @param memory of this machine, in bytes
     */
    ProcessEngine(Path folder, MachinePorts ports, InjectorHeap heap, long memory, Jvm jvm) {
        this.folder = folder.toAbsolutePath();
        this.ports = ports;
        this.heap = heap;
        this.memory = memory;
        this.jvm = jvm;
    }

    /**
     * Returns an engine that gives each injector a folder {@code part-<index>} of its own.
     *
     * @param folder for the folders of injectors
     * @throws timerbench.settings.SettingsException if a setting of the receiver is wrong
     */
    public static ProcessEngine of(Settings settings, Path folder) {
        InjectorHeap heap = InjectorHeap.ofThisProcess();
        return new ProcessEngine(
                folder,
                MachinePorts.of(settings),
                heap,
                InjectorHeap.memoryOfMachine(),
                (simulation, results, properties) ->
                        SimulationJvm.command(simulation, results, properties, heap.bytes(), "--no-reports"));
    }

    @Override
    public RunningInjectors start(Launch launch) throws IOException {
        heap.requireRoom(launch.count(), memory, "this machine");
        List<InjectorProcess> injectors = new ArrayList<>();
        try {
            for (int i = 0; i < launch.count(); i++) {
                injectors.add(waiting(launch, i));
            }
            return RunningProcesses.go(injectors);
        } catch (IOException | RuntimeException e) {
            injectors.forEach(injector -> injector.process().destroyForcibly());
            throw e;
        }
    }

    private InjectorProcess waiting(Launch launch, int index) throws IOException {
        Path own = Files.createDirectories(folder.resolve("part-" + index));
        Map<String, String> settings = InjectorShare.settings(launch, index, own.toString());
        settings.putAll(ports.settings(index));
        List<String> command = new ArrayList<>(List.of("sh", "-c", WAITING_FOR_GO, "sh"));
        command.addAll(jvm.command(launch.simulation(), own, settings));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(own.resolve(SimulationJvm.LOG).toFile());
        builder.environment().remove(InjectorShare.TOKEN);
        launch.token().ifPresent(token -> builder.environment().put(InjectorShare.TOKEN, token));
        return new InjectorProcess(builder.start(), own);
    }
}
