package timerbench.harness.load.injector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses are as Kubernetes 1.34 writes them. */
class PodFailureTest {
    private static final Instant CREATED = Instant.parse("2026-12-01T00:00:00Z");
    private static final String RUNNING = "{name: injector, state: {running: {}}}";

    private static Pod pod(String metadata, String status) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: run-0-abcde, creationTimestamp: '2026-12-01T00:00:00Z'%s}
                spec:
                  nodeName: node-7
                  containers:
                    - {name: injector, image: 'registry/timer-bench:1', resources: {limits: {memory: 2Gi}}}
                status: %s
                """.formatted(metadata, status), Pod.class);
    }

    private static Optional<String> failure(String status) {
        return PodFailure.of(pod("", status), CREATED.plusSeconds(30), Duration.ofSeconds(20));
    }

    private static Optional<String> ofContainer(String phase, String state) {
        return failure(
                "{phase: %s, containerStatuses: [{name: sidecar, state: {running: {}}}, {name: injector, state: %s}]}"
                        .formatted(phase, state));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{phase: Pending}",
                "{phase: Pending, conditions: [{type: PodScheduled, status: 'True'}]}",
                "{phase: Pending, containerStatuses: [{name: injector, state: {waiting: {reason: ContainerCreating}}}]}",
                "{phase: Running, conditions: [{type: Ready, status: 'True'}], containerStatuses: [" + RUNNING + "]}",
                "{phase: Running, conditions: [{type: Ready, status: 'False', reason: PodCompleted}], containerStatuses:"
                        + " [{name: injector, state: {terminated: {exitCode: 0, reason: Completed}}}]}",
                "{phase: Succeeded, conditions: [{type: Ready, status: 'False', reason: PodCompleted}]}"
            })
    void aPodThatStartsRunsOrHasEndedWellHasNotFailed(String status) {
        assertThat(failure(status)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName"})
    void anImageThatCannotBePulledIsNamed(String reason) {
        assertThat(ofContainer("Pending", "{waiting: {reason: " + reason + ", message: \"not found:\\nregistry\"}}"))
                .hasValue("cannot start: image registry/timer-bench:1 cannot be pulled (" + reason
                        + "): not found: registry;"
                        + " see injectors.kubernetes.image, imagePullPolicy and imagePullSecret");
    }

    @Test
    void aContainerThatCannotBeCreatedIsNamed() {
        assertThat(ofContainer(
                        "Pending", "{waiting: {reason: CreateContainerConfigError, message: secret \"x\" not found}}"))
                .hasValue(
                        "cannot start: its container cannot be created (CreateContainerConfigError): secret \"x\" not found");
        assertThat(ofContainer(
                        "Failed",
                        "{terminated: {exitCode: 128, reason: StartError, message: no such file or directory}}"))
                .hasValue("ended with exit code 128: StartError: no such file or directory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{exitCode: 137, reason: OOMKilled} | ran out of the memory that its container may use"
                        + " (injectors.kubernetes.memoryLimit, 2Gi); it ended with exit code 137, killed by SIGKILL",
                "{exitCode: 137, reason: Error} | ended with exit code 137, killed by SIGKILL",
                "{exitCode: 3, reason: Error} | ended with exit code 3"
            })
    void theWayAContainerEndedIsNamed(String terminated, String expected) {
        assertThat(ofContainer("Failed", "{terminated: " + terminated + "}")).hasValue(expected);
        assertThat(ofContainer("Running", "{terminated: " + terminated + "}")).hasValue(expected);
    }

    @Test
    void aPodThatIsEvictedIsNamed() {
        assertThat(failure("{phase: Failed, reason: Evicted, message: 'The node was low on resource: memory. '}"))
                .hasValue("was evicted: The node was low on resource: memory.");
    }

    @Test
    void aPodThatItsNodeRefusesIsNamed() {
        assertThat(failure("{phase: Failed, reason: OutOfcpu, message: 'Node did not have enough resource: cpu'}"))
                .hasValue("has lost its pod run-0-abcde: OutOfcpu: Node did not have enough resource: cpu");
    }

    @Test
    void aPodThatMakesRoomForAnotherIsNamed() {
        String status =
                "{phase: %s, conditions: [{type: DisruptionTarget, status: 'True', reason: PreemptionByScheduler,"
                        + " message: 'default-scheduler: preempting to accommodate a higher priority pod'}], containerStatuses:"
                        + " [{name: injector, state: {terminated: {exitCode: 143, reason: Error}}}]}";
        String expected = "has lost its pod run-0-abcde: PreemptionByScheduler: default-scheduler:"
                + " preempting to accommodate a higher priority pod";
        assertThat(failure(status.formatted("Failed"))).hasValue(expected);
        Pod leaving = pod(", deletionTimestamp: '2026-12-01T00:00:10Z'", status.formatted("Running"));
        assertThat(PodFailure.of(leaving, CREATED, Duration.ZERO)).hasValue(expected);
    }

    @Test
    void aPodThatSomebodyDeletesIsNamed() {
        Pod leaving = pod(
                ", deletionTimestamp: '2026-12-01T00:00:10Z'",
                "{phase: Running, containerStatuses: [" + RUNNING + "]}");
        assertThat(PodFailure.of(leaving, CREATED, Duration.ZERO))
                .hasValue("has lost its pod run-0-abcde: it is being deleted");
    }

    @Test
    void aPodThatNoNodeTakesIsNamedAfterAWhile() {
        Pod waiting = pod(
                "",
                "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
                        + " lastTransitionTime: '2026-12-01T00:00:02Z', message: '0/1 nodes are available: 1"
                        + " Insufficient cpu.'}]}");
        Duration patience = Duration.ofSeconds(20);
        assertThat(PodFailure.of(waiting, CREATED.plusSeconds(22), patience)).isEmpty();
        assertThat(PodFailure.of(waiting, CREATED.plusSeconds(23), patience))
                .hasValue("has no node after 20 s: 0/1 nodes are available: 1 Insufficient cpu.");
    }

    @Test
    void aNodeThatIsSilentIsNamed() {
        assertThat(failure("{phase: Running, conditions: [{type: Ready, status: 'False'}], containerStatuses: ["
                        + RUNNING + "]}"))
                .hasValue("has lost its node node-7, which does not answer");
    }

    @Test
    void onlyTheContainerOfTheInjectorCounts() {
        Pod pod = pod("", "{phase: Pending, containerStatuses: [{name: sidecar, state: {running: {}}}]}");
        assertThat(PodFailure.isRunning(pod)).isFalse();
        assertThat(PodFailure.isRunning(pod("", "{phase: Running, containerStatuses: [" + RUNNING + "]}")))
                .isTrue();
    }
}
