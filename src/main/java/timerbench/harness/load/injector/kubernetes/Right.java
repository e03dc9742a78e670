package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * A verb on a resource of a namespace. {@link #ALL} is everything that the engine does; {@code
 * deploy/kubernetes/coordinator/role.yaml} grants the same.
 *
 * @param group empty for the core group
 * @param subresource empty for the resource itself
 */
record Right(String group, String resource, String subresource, String verb) {
    static final List<Right> ALL = List.of(
            new Right("batch", "jobs", "", "create"),
            new Right("batch", "jobs", "", "delete"),
            // The library reads an object before it patches it.
            new Right("batch", "jobs", "", "get"),
            new Right("batch", "jobs", "", "list"),
            new Right("batch", "jobs", "", "patch"),
            new Right("", "secrets", "", "create"),
            new Right("", "services", "", "create"),
            new Right("", "events", "", "list"),
            new Right("", "pods", "", "list"),
            // A WebSocket begins with a GET. Kubernetes 1.35 asks for create, too.
            new Right("", "pods", "exec", "create"),
            new Right("", "pods", "exec", "get"),
            new Right("", "pods", "log", "get"));

    /** Returns which of all rights whoever asks does not have in the namespace. */
    static List<Right> missing(KubernetesClient client, String namespace) {
        return ALL.stream().filter(right -> !right.isGranted(client, namespace)).toList();
    }

    private boolean isGranted(KubernetesClient client, String namespace) {
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withGroup(group)
                .withResource(resource)
                .withSubresource(subresource.isEmpty() ? null : subresource)
                .withVerb(verb)
                .endResourceAttributes()
                .endSpec()
                .build();
        return client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }

    /** Returns the resource as a Role has it, such as {@code pods/exec}. */
    String path() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    @Override
    public String toString() {
        return verb + " " + path() + (group.isEmpty() ? "" : " (" + group + ")");
    }
}
