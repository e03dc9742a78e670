package timerbench.harness.targets.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.GuardedProcess;
import timerbench.harness.targets.docker.ContainerGuard;
import timerbench.harness.targets.docker.DockerEngine;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.FreePort;

/** The server of Toxiproxy: a process, or a container in the network of this machine. */
final class ToxiproxyServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /** In a line that it prints shortly before it listens. */
    private static final String LAST_WORD = "Starting ";

    private final HostPort address;
    private final GuardedProcess process;
    private final Optional<String> container;
    private final Optional<ContainerGuard> guard;

    private ToxiproxyServer(
            HostPort address, GuardedProcess process, Optional<String> container, Optional<ContainerGuard> guard) {
        this.address = address;
        this.process = process;
        this.container = container;
        this.guard = guard;
    }

    /** @throws DatabaseException if there is none, or it does not start */
    static ToxiproxyServer start(ToxiproxySettings settings, Duration timeout) {
        settings.complaint().ifPresent(complaint -> {
            throw new DatabaseException(complaint);
        });
        return settings.program()
                .map(program -> asProcess(program, timeout))
                .orElseGet(() -> inContainer(settings.image(), timeout));
    }

    private static ToxiproxyServer asProcess(Path program, Duration timeout) {
        HostPort address = freeAddress();
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments(address));
        return new ToxiproxyServer(address, launch(command, timeout), Optional.empty(), Optional.empty());
    }

    /** @throws DatabaseException if no engine answers, or it does not start */
    static ToxiproxyServer inContainer(String image, Duration timeout) {
        HostPort address = freeAddress();
        DockerEngine.requireImage(image, timeout);
        String name = "timer-bench-toxiproxy-" + UUID.randomUUID();
        ContainerGuard guard = ContainerGuard.of(DockerEngine.LABEL + ".owner=" + name);
        try {
            GuardedProcess client = launch(
                    contained(image, name, address, DockerEngine.address().toString()), timeout);
            return new ToxiproxyServer(address, client, Optional.of(name), Optional.of(guard));
        } catch (RuntimeException e) {
            DockerEngine.remove(name);
            guard.close();
            throw e;
        }
    }

    private static HostPort freeAddress() {
        return new HostPort(LOOPBACK, FreePort.onLoopback());
    }

    private static List<String> arguments(HostPort address) {
        return List.of("-host", address.host(), "-port", Integer.toString(address.port()));
    }

    /** Returns the command of a container in the network of the machine, so that any process finds its links. */
    static List<String> contained(String image, String name, HostPort address, String engine) {
        List<String> command = new ArrayList<>(List.of("env", "DOCKER_HOST=" + engine));
        command.addAll(List.of("docker", "run", "--rm", "--name", name, "--pull=never", "--network=host"));
        command.addAll(List.of("--label", DockerEngine.LABEL + "=toxiproxy"));
        command.addAll(List.of("--label", DockerEngine.LABEL + ".owner=" + name, image));
        command.addAll(arguments(address));
        return command;
    }

    private static GuardedProcess launch(List<String> command, Duration timeout) {
        try {
            Path folder = Files.createTempDirectory("timer-bench-toxiproxy-");
            return GuardedProcess.start("Toxiproxy", command, folder, line -> line.contains(LAST_WORD), timeout);
        } catch (IOException e) {
            throw new DatabaseException("no folder for Toxiproxy: " + e.getMessage(), e);
        }
    }

    HostPort address() {
        return address;
    }

    ProcessHandle process() {
        return process.process();
    }

    /** Returns its last lines of output. */
    String said() {
        return process.said();
    }

    @Override
    public void close() {
        process.close();
        container.ifPresent(DockerEngine::remove);
        guard.ifPresent(ContainerGuard::close);
    }
}
