package timerbench.harness.targets;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import timerbench.harness.targets.docker.ContainerGuard;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.ContainerProcess;
import timerbench.harness.targets.docker.DockerEngine;
import timerbench.settings.SettingsException;

/**
 * A service in a container, with the network of the machine that the engine runs on: databases and the receiver are
 * where they are for any process, and the service listens on loopback only. Docker Desktop must be told to allow
 * that ("host networking").
 */
public final class ServiceContainer implements ServiceInstance {
    /** The official image with a JRE, for the reference service. */
    public static final String IMAGE = "eclipse-temurin:17-jre";

    private static final String FOLDER = "/timer-bench/";
    private static final int GRACE_SECONDS = 5;

    /** The longest time for an orderly end, as for a service that is a process. */
    private static final int SHUT_DOWN_SECONDS = 30;

    private final String name;
    private final ServiceInstance client;
    private final Optional<ContainerGuard> guard;
    private final Function<Duration, ServiceContainer> again;
    private Optional<ContainerGuard> whilePaused = Optional.empty();

    /**
     * @param client the process of {@code docker run}
     * @param guard of a service that does not end with its standard input
     * @param again starts it again at the same address, within this time
     */
    private ServiceContainer(
            String name,
            ServiceInstance client,
            Optional<ContainerGuard> guard,
            Function<Duration, ServiceContainer> again) {
        this.name = name;
        this.client = client;
        this.guard = guard;
        this.again = again;
    }

    /**
     * Starts the reference service, and returns it when it listens. The container is a JRE that reads the service's
     * code from this machine. It ends with its standard input, as {@link ServiceProcess} does, so it never outlives
     * this process.
     *
     * @param image with {@code java} on its path
     * @param service what is run in it, as {@link ServiceProcess} would
     * @param timeout for the image, and again for the start
     * @throws timerbench.harness.targets.process.DatabaseException if no engine answers, or the image is not to
     *     be had
     * @throws SettingsException if it refuses its settings, with what it said
     * @throws TargetException if it ends otherwise, or does not listen in time, with what it said
     */
    public static ServiceContainer start(String image, ContainerLimits limits, ServiceJvm service, Duration timeout) {
        DockerEngine.requireImage(image, timeout);
        String name = "timer-bench-service-" + UUID.randomUUID();
        List<String> command =
                DockerRun.command(name, limits, service.environment().keySet());
        command.add("--rm");
        List<String> classPath = mount(service.code(), command);
        command.addAll(List.of("--entrypoint", "java", image));
        command.addAll(service.arguments(String.join(":", classPath)));
        ServiceProcess client = ServiceProcess.run(
                DockerRun.apart(command), service, DockerRun.environment(service.environment()), timeout);
        int port = URI.create(client.url()).getPort();
        return new ServiceContainer(
                name, client, Optional.empty(), patience -> start(image, limits, service.at(port), patience));
    }

    /** Adds the files of the class path to the container, to be read only, and returns where they are there. */
    private static List<String> mount(ServiceCode code, List<String> command) {
        List<String> inside = new ArrayList<>();
        for (Path file : code.files()) {
            String place = FOLDER + inside.size() + "-" + file.getFileName();
            command.addAll(List.of("--mount", "type=bind,readonly,src=" + file + ",dst=" + place));
            inside.add(place);
        }
        return inside;
    }

    /**
     * Starts a service that is not the reference service, and returns it when it is ready.
     *
     * @param name of the container
     * @throws TargetException if it ends, or is not ready in time, with the last that it said
     */
    static ServiceContainer startForeign(String image, String name, ContainerLimits limits, ForeignStart start) {
        ContainerGuard guard = ContainerGuard.of(DockerRun.owner(name));
        try {
            List<String> command =
                    DockerRun.command(name, limits, start.environment().keySet());
            command.add(image);
            ForeignStart outside = new ForeignStart(
                    start.port(), DockerRun.environment(start.variables()), start.dialect(), start.timeout());
            return foreign(name, command, guard, outside);
        } catch (RuntimeException e) {
            DockerEngine.remove(name);
            guard.close();
            throw e;
        }
    }

    /** Its container is kept when it ends, so that it can be started again with what it has written. */
    private static ServiceContainer foreign(
            String name, List<String> command, ContainerGuard guard, ForeignStart start) {
        ForeignProcess client = ForeignProcess.start(command, Path.of("."), start);
        return new ServiceContainer(
                name,
                client,
                Optional.of(guard),
                patience -> foreign(name, DockerRun.again(name), guard, start.within(patience)));
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

    @Override
    public void kill() {
        DockerEngine.kill(name);
        client.close();
    }

    /** A paused service does not see the end of its standard input, so a guard removes it. */
    @Override
    public void stop() {
        whilePaused = Optional.of(ContainerGuard.of(DockerRun.owner(name)));
        DockerEngine.pause(name);
    }

    @Override
    public void resume() {
        DockerEngine.unpause(name);
        whilePaused.ifPresent(ContainerGuard::close);
        whilePaused = Optional.empty();
    }

    @Override
    public void shutDown() {
        DockerEngine.stop(name, SHUT_DOWN_SECONDS);
        client.close();
    }

    @Override
    public ServiceInstance again(Duration timeout) {
        return again.apply(timeout);
    }

    /**
     * Ends the service and removes the container. The reference service ends as the end of this process would end
     * it, another service by SIGTERM, and if it does not heed that, by SIGKILL.
     */
    @Override
    public void close() {
        // A paused service cannot end in an orderly way.
        if (guard.isPresent() && whilePaused.isEmpty()) {
            DockerEngine.stop(name, GRACE_SECONDS);
        }
        client.close();
        DockerEngine.remove(name);
        guard.ifPresent(ContainerGuard::close);
        whilePaused.ifPresent(ContainerGuard::close);
    }
}
