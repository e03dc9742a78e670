package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Role that is shipped. */
final class RoleFile {
    private static final Path ROLE = Path.of("deploy/kubernetes/coordinator/role.yaml");

    private RoleFile() {}

    static List<Right> rights() throws IOException {
        List<Map<String, List<String>>> rules = Serialization.unmarshal(
                        Files.readString(ROLE), GenericKubernetesResource.class)
                .get("rules");
        return rules.stream()
                .flatMap(rule -> rule.get("apiGroups").stream()
                        .flatMap(group -> rule.get("resources").stream()
                                .flatMap(resource ->
                                        rule.get("verbs").stream().map(verb -> right(group, resource, verb)))))
                .toList();
    }

    private static Right right(String group, String resource, String verb) {
        String[] parts = resource.split("/", 2);
        return new Right(group, parts[0], parts.length == 1 ? "" : parts[1], verb);
    }
}
