package timerbench.harness.targets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.DockerEngine;

/** How services are run in containers: by {@code docker run}, which hands on what goes in and out, and the exit code. */
final class DockerRun {
    /** In a session of its own, docker is not reached by the Ctrl-C of a terminal, which it would pass on. */
    private static final String APART =
            "if command -v setsid > /dev/null; then exec setsid \"$@\"; else exec \"$@\"; fi";

    private DockerRun() {}

    /**
     * Returns the beginning of the command; the image, and what stands before and after it, is still to come.
     *
     * @param name of the container
     * @param variables that it gets, with the values that they have for the command
     */
    static List<String> command(String name, ContainerLimits limits, Set<String> variables) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", APART, "sh"));
        command.addAll(List.of("docker", "run", "--name", name, "--label", DockerEngine.LABEL + "=service"));
        command.addAll(List.of("--rm", "--interactive", "--sig-proxy=false", "--pull=never", "--network=host"));
        command.addAll(limits.options());
        variables.forEach(variable -> command.addAll(List.of("--env", variable)));
        return command;
    }

    /** Returns the environment of the command: that of the container, and where the engine listens. */
    static Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("DOCKER_HOST", DockerEngine.address().toString());
        return environment;
    }
}
