package timerbench.harness.targets;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.ContainerProcess;
import timerbench.harness.targets.docker.DockerEngine;
import timerbench.settings.SettingsException;

/**
 * The reference service in a container: a JRE that reads its code from this machine. It ends with its standard input, as
 * {@link ServiceProcess} does, so it never outlives this process.
 *
 * <p>It shares the network of the machine that the engine runs on, so that databases and the receiver are where they are
 * for any process, and listens on loopback only. Docker Desktop must be told to allow that ("host networking").
 */
public final class ServiceContainer implements ServiceInstance {
    /** The official image with a JRE. */
    public static final String IMAGE = "eclipse-temurin:17-jre";

    private static final String FOLDER = "/timer-bench/";

    private final String name;
    private final ServiceProcess client;

    private ServiceContainer(String name, ServiceProcess client) {
        this.name = name;
        this.client = client;
    }

    /**
     * Returns the service when it listens.
     *
     * @param image with {@code java} on its path
     * @param service what is run in it, as {@link ServiceProcess} would
     * @param timeout for the image, and again for the start
     * @throws timerbench.harness.targets.process.DatabaseException if no engine answers, or the image is not to be had
     * @throws SettingsException if it refuses its settings, with what it said
     * @throws TargetException if it ends otherwise, or does not listen in time, with what it said
     */
    public static ServiceContainer start(String image, ContainerLimits limits, ServiceJvm service, Duration timeout) {
        DockerEngine.requireImage(image, timeout);
        String name = "timer-bench-service-" + UUID.randomUUID();
        List<String> command =
                DockerRun.command(name, limits, service.environment().keySet());
        List<String> classPath = mount(service.code(), command);
        command.addAll(List.of("--entrypoint", "java", image));
        command.addAll(service.arguments(String.join(":", classPath)));
        return new ServiceContainer(
                name,
                ServiceProcess.run(command, service.host(), DockerRun.environment(service.environment()), timeout));
    }

    /** Adds the files of the class path to the container, to be read only, and returns where they are there. */
    private static List<String> mount(ServiceCode code, List<String> command) {
        List<String> inside = new ArrayList<>();
        for (Path file : ClassPathFiles.of(code.classPath())) {
            String place = FOLDER + inside.size() + "-" + file.getFileName();
            command.addAll(List.of("--mount", "type=bind,readonly,src=" + file + ",dst=" + place));
            inside.add(place);
        }
        return inside;
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

    /** Ends the service as the end of this process would, and removes the container. */
    @Override
    public void close() {
        client.close();
        DockerEngine.remove(name);
    }
}
