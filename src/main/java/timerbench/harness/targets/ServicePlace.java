package timerbench.harness.targets;

import java.time.Duration;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.settings.Settings;

/** The place where the reference service runs: a process of this machine, or a container. */
sealed interface ServicePlace {
    /** Starts the service and returns it when it listens. */
    ServiceInstance start(ServiceJvm service, Duration timeout);

    /** Returns the limits of each instance. */
    ContainerLimits most();

    /** Returns the place according to the {@code docker.service} block of the settings. */
    static ServicePlace of(Settings settings) {
        Block block = settings.read("docker.service", Block.class);
        return block.contained
                ? new Contained(block.image, new ContainerLimits(block.cpus, block.memory))
                : new AsProcess();
    }

    /** The block of the settings. */
    record Block(boolean contained, String image, String cpus, String memory) {
        public Block {
            // Checked here, where an error can name the place in the settings.
            var limits = new ContainerLimits(cpus, memory);
            if (!contained && !limits.byName().isEmpty()) {
                throw new IllegalArgumentException(
                        "cpus, memory: only a service in a container can be limited; set docker.service.contained=true");
            }
        }
    }

    /** A JVM beside this one. */
    record AsProcess() implements ServicePlace {
        @Override
        public ServiceInstance start(ServiceJvm service, Duration timeout) {
            return ServiceProcess.start(service, timeout);
        }

        @Override
        public ContainerLimits most() {
            return ContainerLimits.NONE;
        }
    }

    /** A container of this image. */
    record Contained(String image, ContainerLimits most) implements ServicePlace {
        @Override
        public ServiceInstance start(ServiceJvm service, Duration timeout) {
            return ServiceContainer.start(image, most, service, timeout);
        }
    }
}
