package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import timerbench.address.HostPort;
import timerbench.harness.targets.docker.ContainerGuard;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.DockerEngine;
import timerbench.harness.targets.docker.IsolatedContainer;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Starts injectors as containers of this machine's Docker engine. */
public final class InjectorContainers implements InjectorEngine {
    /** The only folder of the image that injectors write into, beside /tmp. */
    static final String FOLDER = "/timer-bench/results";

    private static final String BLOCK = "injectors.docker";
    private static final String HOST = "host";

    /** Networks of every engine, in which no container finds another one by its name. */
    private static final Set<String> WITHOUT_NAMES = Set.of("bridge", "none");

    private static final String ANY_ADDRESS = "0.0.0.0";

    // As in compose.yaml.
    private static final int RECEIVER_PORT = 9000;
    private static final int LIVE_PORT = 9095;

    private static final String DIALECT = Settings.key("dialect");
    private static final String DIALECT_FILE = "dialect.conf";

    private final Wanted wanted;
    private final MachinePorts ports;
    private final InjectorHeap heap;
    private final Path folder;

    /**
     * The {@code injectors.docker} block of the settings.
     *
     * @param network empty: that of the machine
     */
    record Wanted(String image, String network, ContainerLimits limits, Duration patience) {
        Wanted {
            if (WITHOUT_NAMES.contains(network)) {
                throw new SettingsException(Settings.key(BLOCK + ".network") + ": got \"" + network
                        + "\", in which the target finds no container by its name; wanted one that docker network"
                        + " create has made, or nothing");
            }
        }

        static Wanted of(Settings settings) {
            return new Wanted(
                    settings.text(BLOCK + ".image"),
                    settings.text(BLOCK + ".network"),
                    settings.readPart(BLOCK, ContainerLimits.class),
                    InjectorSettings.of(settings).readyTimeout());
        }

        boolean sharesNetworkOfMachine() {
            return network.isEmpty() || network.equals(HOST);
        }
    }

    InjectorContainers(Wanted wanted, MachinePorts ports, InjectorHeap heap, Path folder) {
        this.wanted = wanted;
        this.ports = ports;
        this.heap = heap;
        this.folder = folder;
    }

    /**
     * Returns an engine that leaves what each injector printed in a folder {@code part-<index>}.
     *
     * @param folder for the folders of injectors
     * @throws SettingsException if a setting of the containers or of the receiver is wrong
     */
    public static InjectorContainers of(Settings settings, Path folder) {
        return new InjectorContainers(
                Wanted.of(settings), MachinePorts.of(settings), InjectorHeap.ofThisProcess(), folder);
    }

    @Override
    public RunningInjectors start(Launch launch) throws IOException {
        try {
            requireAll(launch.count());
            return startAll(launch);
        } catch (DatabaseException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void requireAll(int count) throws IOException {
        try {
            DockerEngine.requireImage(wanted.image, wanted.patience);
        } catch (DatabaseException e) {
            throw new IOException(e.getMessage() + ". scripts/build-image.sh builds that of timer-bench", e);
        }
        if (!wanted.sharesNetworkOfMachine() && !DockerEngine.hasNetwork(wanted.network)) {
            throw new IOException("the Docker engine has no network " + wanted.network + "; make it (docker network"
                    + " create " + wanted.network + "), with the target in it");
        }
        if (wanted.limits.memory().isEmpty()) {
            heap.requireRoom(count, DockerEngine.memoryBytes(), "the Docker engine's machine");
        } else {
            heap.requireRoom(1, wanted.limits.memoryBytes(), "its container (" + Settings.key(BLOCK + ".memory") + ")");
        }
    }

    private RunningInjectors startAll(Launch launch) throws IOException {
        Optional<Path> dialect = dialect(launch);
        List<IsolatedContainer> started = new ArrayList<>();
        ContainerGuard guard = ContainerGuard.of(IsolatedContainer.OWNER + "=" + launch.name());
        try {
            for (int i = 0; i < launch.count(); i++) {
                Files.createDirectories(part(i));
                IsolatedContainer injector = IsolatedContainer.create(container(launch, i));
                started.add(injector);
                if (dialect.isPresent()) {
                    injector.put(DIALECT_FILE, Files.readAllBytes(dialect.get()));
                }
                injector.start();
            }
            return new RunningContainers(started, this::part, guard);
        } catch (IOException | RuntimeException e) {
            if (RunningContainers.removeAll(started)) {
                guard.close();
            }
            throw e;
        }
    }

    /** Returns the file of the dialect; empty if it is one that the image has, too. */
    private static Optional<Path> dialect(Launch launch) {
        return Optional.ofNullable(launch.settings().get(DIALECT)).map(Path::of).filter(Files::isRegularFile);
    }

    private Path part(int index) {
        return folder.resolve("part-" + index);
    }

    private IsolatedContainer.Wanted container(Launch launch, int index) {
        String name = launch.name() + "-" + index;
        Map<String, String> settings = InjectorShare.settings(launch, index, FOLDER);
        dialect(launch).ifPresent(file -> settings.put(DIALECT, FOLDER + "/" + DIALECT_FILE));
        settings.putAll(wanted.sharesNetworkOfMachine() ? ports.settings(index) : listeningAt(name));
        List<String> command = new ArrayList<>(
                List.of("run", launch.simulation().substring(launch.simulation().lastIndexOf('.') + 1)));
        settings.forEach((key, value) -> command.addAll(List.of("-D", key + "=" + value)));
        Map<String, String> environment = new HashMap<>(Map.of("TIMER_BENCH_JVM_ARGS", "-Xmx" + heap.bytes()));
        launch.token().ifPresent(token -> environment.put(InjectorShare.TOKEN, token));
        return new IsolatedContainer.Wanted(
                wanted.image,
                name,
                Map.of(DockerEngine.LABEL, "injector", IsolatedContainer.OWNER, launch.name()),
                wanted.sharesNetworkOfMachine() ? HOST : wanted.network,
                wanted.limits,
                FOLDER,
                environment,
                command);
    }

    /** Returns the settings of an injector that has a network of its own. */
    private Map<String, String> listeningAt(String container) {
        int port =
                ports.receiver().port() == 0 ? RECEIVER_PORT : ports.receiver().port();
        Map<String, String> settings = new HashMap<>(Map.of(
                "receiver.host", ANY_ADDRESS,
                "receiver.port", Integer.toString(port),
                "receiver.advertise", new HostPort(container, port).http()));
        if (ports.isLive()) {
            settings.put("live.host", ANY_ADDRESS);
            settings.put("live.port", Integer.toString(LIVE_PORT));
        }
        return Settings.byKey(settings);
    }
}
