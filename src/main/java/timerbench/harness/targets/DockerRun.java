package timerbench.harness.targets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.DockerEngine;

/** Builds the {@code docker run} command of a service, which passes on standard input, output and the exit code. */
final class DockerRun {
    /**
     * Runs docker in a session of its own, where the Ctrl-C of the terminal, which docker would pass on, does not
     * reach it. A session of its own must not be asked for twice: setsid would return at once.
     */
    private static final String APART =
            "if command -v setsid > /dev/null; then exec setsid \"$@\"; else exec \"$@\"; fi";

    private DockerRun() {}

    /**
     * Returns the start of the command. The caller appends further options, the image and its arguments.
     *
     * @param name the name of the container
     * @param variables the names of variables that are passed to it from the environment of the command
     */
    static List<String> command(String name, ContainerLimits limits, Set<String> variables) {
        List<String> command =
                new ArrayList<>(List.of("docker", "run", "--name", name, "--label", DockerEngine.LABEL + "=service"));
        command.addAll(List.of(
                "--label", owner(name), "--interactive", "--sig-proxy=false", "--pull=never", "--network=host"));
        command.addAll(limits.options());
        variables.forEach(variable -> command.addAll(List.of("--env", variable)));
        return command;
    }

    /** Returns the command that starts an ended container again. */
    static List<String> again(String name) {
        return List.of("docker", "start", "--attach", name);
    }

    /** Returns the label by which a guard finds the container of this name. */
    static String owner(String name) {
        return DockerEngine.LABEL + ".owner=" + name;
    }

    /** Returns the command that runs another one in a session of its own. */
    static List<String> apart(List<String> command) {
        List<String> apart = new ArrayList<>(List.of("sh", "-c", APART, "sh"));
        apart.addAll(command);
        return apart;
    }

    /** Returns the environment of the command: the variables of the container, and the address of the engine. */
    static Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("DOCKER_HOST", DockerEngine.address().toString());
        return environment;
    }
}
