package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Role that is shipped. */
final class RoleFile {
    private static final Path ROLE = Path.of("deploy/kubernetes/coordinator/role.yaml");

    private RoleFile() {}

    static List<Right> rights() throws IOException {
        Role role = Serialization.unmarshal(Files.readString(ROLE), Role.class);
        return role.getRules().stream()
                .flatMap(rule -> rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream().map(verb -> right(group, resource, verb)))))
                .toList();
    }

    private static Right right(String group, String resource, String verb) {
        String[] parts = resource.split("/", 2);
        return new Right(group, parts[0], parts.length == 1 ? "" : parts[1], verb);
    }
}
