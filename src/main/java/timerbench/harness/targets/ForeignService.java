package timerbench.harness.targets;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import timerbench.harness.run.RunTarget.Build;
import timerbench.harness.run.RunTarget.Kind;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.DockerEngine;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * A service other than the reference service. Its environment contains the address to listen on ({@code PORT},
 * {@code SERVER_PORT}, {@code HOST}) and the address of its database, see {@link ForeignTarget}.
 */
public sealed interface ForeignService {
    /**
     * Checks the settings that the start reads.
     *
     * @throws SettingsException if one is wrong
     */
    void check(Settings settings);

    /** Starts an instance and returns it when it is ready. */
    ServiceInstance start(Settings settings, ForeignStart start);

    /** Returns what the service is. */
    Kind kind();

    /**
     * Returns the file or image that is started. An image is pulled first.
     *
     * @param timeout the longest time for that
     */
    Build build(Duration timeout);

    /**
     * An executable jar, which runs in a JVM with {@code embedded.jvmArgs}.
     *
     * @param name as it was given
     * @param folder the working directory
     */
    record Jar(String name, Path file, Path folder) implements ForeignService {
        @Override
        public void check(Settings settings) {
            requireProcess(settings, file);
            var unused = settings.readPart("embedded", TargetSettings.Embedded.class);
        }

        @Override
        public ServiceInstance start(Settings settings, ForeignStart start) {
            requireProcess(settings, file);
            List<String> command = new ArrayList<>(
                    List.of(ProcessHandle.current().info().command().orElse("java")));
            command.addAll(
                    settings.readPart("embedded", TargetSettings.Embedded.class).arguments());
            command.addAll(List.of("-jar", file.toString()));
            return ForeignProcess.start(command, folder, start);
        }

        @Override
        public Kind kind() {
            return Kind.JAR;
        }

        @Override
        public Build build(Duration timeout) {
            return BuildFile.of(name, file);
        }
    }

    /**
     * An executable file, which runs without arguments.
     *
     * @param name as it was given
     * @param folder the working directory
     */
    record Program(String name, Path file, Path folder) implements ForeignService {
        @Override
        public void check(Settings settings) {
            requireProcess(settings, file);
        }

        @Override
        public ServiceInstance start(Settings settings, ForeignStart start) {
            requireProcess(settings, file);
            return ForeignProcess.start(List.of(file.toString()), folder, start);
        }

        @Override
        public Kind kind() {
            return Kind.PROGRAM;
        }

        @Override
        public Build build(Duration timeout) {
            return BuildFile.of(name, file);
        }
    }

    /**
     * An image, which runs with the network of the machine and within the limits of {@code docker.service}, if any.
     */
    record Image(String name) implements ForeignService {
        @Override
        public void check(Settings settings) {
            var unused = ServicePlace.of(settings);
        }

        @Override
        public ServiceInstance start(Settings settings, ForeignStart start) {
            ContainerLimits limits = ServicePlace.of(settings).most();
            require(start.timeout());
            return ServiceContainer.startForeign(name, "timer-bench-service-" + UUID.randomUUID(), limits, start);
        }

        @Override
        public Kind kind() {
            return Kind.IMAGE;
        }

        @Override
        public Build build(Duration timeout) {
            require(timeout);
            return new Build(name, DockerEngine.imageId(name).replaceFirst("^sha256:", ""));
        }

        private void require(Duration timeout) {
            try {
                DockerEngine.requireImage(name, timeout);
            } catch (DatabaseException e) {
                throw new DatabaseException(
                        name + " is no address, jar or executable file, so it is taken for a container image: "
                                + e.getMessage(),
                        e);
            }
        }
    }

    private static void requireProcess(Settings settings, Path file) {
        if (ServicePlace.of(settings) instanceof ServicePlace.Contained) {
            throw new SettingsException(Settings.key("docker.service.contained") + ": " + file
                    + " runs as a process of this machine; set it to false, or make an image of it");
        }
    }
}
