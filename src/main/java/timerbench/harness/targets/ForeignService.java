package timerbench.harness.targets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.DockerEngine;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * A service other than the reference service. Its environment contains the address to listen on ({@code PORT},
 * {@code SERVER_PORT}, {@code HOST}) and the address of its database, see {@link ForeignTarget}.
 */
public sealed interface ForeignService {
    /** Starts an instance and returns it when it is ready. */
    ServiceInstance start(Settings settings, ForeignStart start);

    /**
     * An executable jar, which runs in a JVM with {@code embedded.jvmArgs}.
     *
     * @param folder the working directory
     */
    record Jar(Path jar, Path folder) implements ForeignService {
        @Override
        public ServiceInstance start(Settings settings, ForeignStart start) {
            if (ServicePlace.of(settings) instanceof ServicePlace.Contained) {
                throw new SettingsException(Settings.key("docker.service.contained") + ": " + jar
                        + " runs as a process of this machine; set it to false, or make an image of it");
            }
            List<String> command = new ArrayList<>(
                    List.of(ProcessHandle.current().info().command().orElse("java")));
            command.addAll(
                    settings.readPart("embedded", TargetSettings.Embedded.class).arguments());
            command.addAll(List.of("-jar", jar.toString()));
            return ForeignProcess.start(command, folder, start);
        }
    }

    /**
     * An image, which runs with the network of the machine and within the limits of {@code docker.service}, if any.
     */
    record Image(String name) implements ForeignService {
        @Override
        public ServiceInstance start(Settings settings, ForeignStart start) {
            ContainerLimits limits = ServicePlace.of(settings).most();
            DockerEngine.requireImage(name, start.timeout());
            return ServiceContainer.startForeign(name, "timer-bench-service-" + UUID.randomUUID(), limits, start);
        }
    }
}
