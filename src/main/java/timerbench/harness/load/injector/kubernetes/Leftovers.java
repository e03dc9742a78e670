package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Jobs of other runs in the namespace: of runs that go on, and of coordinators that were killed. */
final class Leftovers {
    private Leftovers() {}

    /**
     * Removes the Jobs that must have ended by now, and names the others.
     *
     * @throws IOException if the cluster does not answer
     */
    static void handle(KubernetesClient client, String namespace, Instant now, Consumer<String> notices)
            throws IOException {
        List<Job> jobs = ApiFailure.named(
                "list the jobs",
                () -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .withLabel(InjectorObjects.MANAGED_BY, InjectorObjects.TIMER_BENCH)
                        .list()
                        .getItems());
        for (Job job : jobs) {
            ObjectMeta metadata = job.getMetadata();
            Optional<Instant> expires = expires(metadata);
            if (expires.isPresent() && expires.get().isBefore(now)) {
                KubernetesInjectors.delete(client, namespace, metadata.getName());
                notices.accept("Job " + metadata.getName() + " in namespace " + namespace
                        + " was left by an earlier run, and is removed");
            } else {
                notices.accept("Job " + metadata.getName() + " in namespace " + namespace + ", created "
                        + metadata.getCreationTimestamp()
                        + ", belongs to another run. If that does not go on any more: "
                        + command(namespace, run(metadata))
                        + expires.map(instant -> ". It ends by itself before " + instant)
                                .orElse(""));
            }
        }
    }

    private static Optional<Instant> expires(ObjectMeta metadata) {
        try {
            return Optional.ofNullable(metadata.getAnnotations())
                    .map(annotations -> annotations.get(InjectorObjects.EXPIRES))
                    .map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String run(ObjectMeta metadata) {
        return Optional.ofNullable(metadata.getLabels())
                .map((Map<String, String> labels) -> labels.get(InjectorObjects.RUN))
                .orElse("");
    }

    /** Returns a sentence with the command that removes a run. */
    static String howToRemove(String namespace, String run) {
        return "To remove them: " + command(namespace, run);
    }

    private static String command(String namespace, String run) {
        return "kubectl delete job,service,secret --namespace " + namespace + " --selector " + InjectorObjects.RUN + "="
                + run;
    }
}
