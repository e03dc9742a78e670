package timerbench.harness.targets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import timerbench.harness.targets.docker.ContainerGuard;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.ContainerProcess;
import timerbench.harness.targets.docker.DockerEngine;

/** A service that is not the reference service, in a container with the network of the machine. */
final class ForeignContainer implements ServiceInstance {
    private static final int GRACE_SECONDS = 5;

    private final String name;
    private final ForeignProcess client;
    private final ContainerGuard guard;

    private ForeignContainer(String name, ForeignProcess client, ContainerGuard guard) {
        this.name = name;
        this.client = client;
        this.guard = guard;
    }

    /**
     * Returns the service when it is ready.
     *
     * @param name of the container
     * @throws TargetException if it ends, or is not ready in time, with the last that it said
     */
    static ForeignContainer start(String image, String name, ContainerLimits limits, ForeignStart start) {
        String owner = DockerEngine.LABEL + ".owner=" + name;
        ContainerGuard guard = ContainerGuard.of(owner);
        try {
            List<String> command =
                    DockerRun.command(name, limits, start.environment().keySet());
            command.addAll(List.of("--label", owner, image));
            ForeignStart outside = new ForeignStart(
                    start.port(), DockerRun.environment(start.variables()), start.dialect(), start.timeout());
            return new ForeignContainer(name, ForeignProcess.start(command, Path.of("."), outside), guard);
        } catch (RuntimeException e) {
            DockerEngine.remove(name);
            guard.close();
            throw e;
        }
    }

    @Override
    public String url() {
        return client.url();
    }

    /** Returns the service's process, if that is one of this machine's: it is not with Docker Desktop. */
    @Override
    public Optional<ProcessHandle> handle() {
        return ContainerProcess.of(name);
    }

    /** Ends it by SIGTERM, and if it does not heed that, by SIGKILL, and removes the container. */
    @Override
    public void close() {
        DockerEngine.stop(name, GRACE_SECONDS);
        client.close();
        DockerEngine.remove(name);
        guard.close();
    }
}
