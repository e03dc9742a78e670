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
 * A service that is not the reference service. Its environment tells it where to listen ({@code PORT}, {@code SERVER_PORT},
 * {@code HOST}) and where its database is: see {@link ForeignTarget}.
 */
public sealed interface ForeignService {
    /** Returns an instance of it when it is ready. */
    ServiceInstance start(Settings settings, ForeignStart start);

    /**
     * A jar that can be run by itself, in a JVM with {@code embedded.jvmArgs}.
     *
     * @param folder where it is run
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

    /** An image, run as it is, with the network of the machine; within the limits of {@code docker.service}, if any. */
    record Image(String name) implements ForeignService {
        @Override
        public ServiceInstance start(Settings settings, ForeignStart start) {
            ContainerLimits limits = ServicePlace.of(settings).most();
            DockerEngine.requireImage(name, start.timeout());
            return ServiceContainer.startForeign(name, "timer-bench-service-" + UUID.randomUUID(), limits, start);
        }
    }
}
