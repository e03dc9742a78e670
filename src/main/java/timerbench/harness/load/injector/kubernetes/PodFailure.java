package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.load.injector.InjectorEnd;

/** Finds in the status of a pod why it cannot deliver its part any more. */
final class PodFailure {
    private PodFailure() {}

    /**
     * Returns the reason, as what follows the name of the injector in a sentence; empty while the pod may run, or if
     * it has ended well.
     *
     * @param toSchedule how long a pod may wait for a node
     */
    static Optional<String> of(Pod pod, Instant now, Duration toSchedule) {
        if (phase(pod).equals("Succeeded")) {
            return Optional.empty();
        }
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of(disruption(pod).orElse(lost(pod) + ": it is being deleted"));
        }
        if (phase(pod).equals("Failed")) {
            return Optional.of(ended(pod));
        }
        return waiting(pod)
                .or(() -> exited(pod))
                .or(() -> unscheduled(pod, now, toSchedule))
                .or(() -> nodeLost(pod));
    }

    /** Returns whether the container runs, so that its files can be reached. */
    static boolean isRunning(Pod pod) {
        return state(pod).map(ContainerState::getRunning).isPresent();
    }

    /** Returns how the container has ended; empty while its files can be reached, or before. */
    static Optional<InjectorEnd> end(Pod pod) {
        return state(pod)
                .map(ContainerState::getTerminated)
                .map(terminated -> new InjectorEnd(terminated.getExitCode()));
    }

    private static String ended(Pod pod) {
        String reason = Objects.requireNonNullElse(pod.getStatus().getReason(), "");
        String why = because(pod.getStatus().getMessage());
        if (reason.isEmpty()) {
            return disruption(pod).or(() -> exited(pod)).orElse(lost(pod) + why);
        }
        return reason.equals("Evicted") ? "was evicted" + why : lost(pod) + ": " + reason + why;
    }

    private static String lost(Pod pod) {
        return "has lost its pod " + pod.getMetadata().getName();
    }

    /** Returns who ended the pod for reasons that are not its own. */
    private static Optional<String> disruption(Pod pod) {
        return condition(pod, "DisruptionTarget")
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(condition -> lost(pod) + ": " + condition.getReason() + because(condition.getMessage()));
    }

    private static Optional<String> waiting(Pod pod) {
        return state(pod).map(ContainerState::getWaiting).flatMap(waiting -> waiting(pod, waiting));
    }

    private static Optional<String> waiting(Pod pod, ContainerStateWaiting waiting) {
        String reason = Objects.requireNonNullElse(waiting.getReason(), "");
        String why = " (" + reason + ")" + because(waiting.getMessage());
        return switch (reason) {
            case "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError" ->
                Optional.of("cannot start: image "
                        + pod.getSpec().getContainers().get(0).getImage() + " cannot be pulled" + why
                        + "; see injectors.kubernetes.image, imagePullPolicy and imagePullSecret");
            case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
                Optional.of("cannot start: its container cannot be created" + why);
            default -> Optional.empty();
        };
    }

    private static Optional<String> exited(Pod pod) {
        return state(pod)
                .map(ContainerState::getTerminated)
                .filter(terminated -> terminated.getExitCode() != 0)
                .map(terminated -> exited(pod, terminated));
    }

    private static String exited(Pod pod, ContainerStateTerminated terminated) {
        String reason = Objects.requireNonNullElse(terminated.getReason(), "");
        String how = new InjectorEnd(terminated.getExitCode()).text();
        if (reason.equals("OOMKilled")) {
            return "ran out of the memory that its container may use" + memoryLimit(pod) + "; it " + how;
        }
        boolean plain = reason.isEmpty() || reason.equals("Error");
        return how + (plain ? "" : ": " + reason) + because(terminated.getMessage());
    }

    private static String memoryLimit(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getContainers().get(0).getResources())
                .map(resources -> resources.getLimits().get("memory"))
                .map(limit -> " (injectors.kubernetes.memoryLimit, " + limit + ")")
                .orElse("");
    }

    private static Optional<String> unscheduled(Pod pod, Instant now, Duration toSchedule) {
        return condition(pod, "PodScheduled")
                .filter(condition -> "False".equals(condition.getStatus()))
                .filter(condition -> since(pod, condition).plus(toSchedule).isBefore(now))
                .map(condition ->
                        "has no node after " + toSchedule.toSeconds() + " s" + because(condition.getMessage()));
    }

    private static Instant since(Pod pod, PodCondition condition) {
        return Instant.parse(Objects.requireNonNullElse(
                condition.getLastTransitionTime(), pod.getMetadata().getCreationTimestamp()));
    }

    /** A container without probes is ready while it runs, unless its node is silent. */
    private static Optional<String> nodeLost(Pod pod) {
        return condition(pod, "Ready")
                .filter(condition -> isRunning(pod) && !"True".equals(condition.getStatus()))
                .map(condition -> "has lost its node " + pod.getSpec().getNodeName() + ", which does not answer"
                        + because(condition.getMessage()));
    }

    private static Optional<ContainerState> state(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(status -> status.getContainerStatuses()).stream()
                .flatMap(List::stream)
                .filter(status -> status.getName().equals(InjectorObjects.CONTAINER))
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Optional<PodCondition> condition(Pod pod, String type) {
        return Optional.ofNullable(pod.getStatus()).map(status -> status.getConditions()).stream()
                .flatMap(List::stream)
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    private static String phase(Pod pod) {
        return pod.getStatus() == null
                ? ""
                : Objects.requireNonNullElse(pod.getStatus().getPhase(), "");
    }

    /** Returns a message of Kubernetes in one line, after a colon; nothing if there is none. */
    static String because(@Nullable String message) {
        String text = Stream.ofNullable(message)
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? "" : ": " + text;
    }
}
