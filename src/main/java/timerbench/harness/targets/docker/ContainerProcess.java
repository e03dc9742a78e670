package timerbench.harness.targets.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the process of a container, where containers are processes of this machine: on Linux. */
public final class ContainerProcess {
    private ContainerProcess() {}

    /**
     * Returns the main process of a running container; empty if it does not run on this machine, as with Docker
     * Desktop.
     *
     * @param container its name or id
     */
    public static Optional<ProcessHandle> of(String container) {
        try {
            InspectContainerResponse found =
                    DockerEngine.client().inspectContainerCmd(container).exec();
            Long pid = found.getState().getPidLong();
            return pid == null || pid == 0 || !isIn(found.getId(), pid) ? Optional.empty() : ProcessHandle.of(pid);
        } catch (DockerException e) {
            return Optional.empty();
        }
    }

    /** The id alone is not enough: on another machine than the engine's it belongs to another process. */
    private static boolean isIn(String id, long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cgroup"))
                    .contains(id);
        } catch (IOException e) {
            return false;
        }
    }
}
