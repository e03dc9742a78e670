package timerbench.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests against the schema of an API server ({@code .ci/kubernetes-schema}), and against each other. */
class ManifestsTest {
    private static final Schema SCHEMA = schema();
    private static final Config REFERENCE = ConfigFactory.defaultReference();
    private static final Path STARTED_JOB = Path.of("src/test/resources/golden/kubernetes-job.yaml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Z_]+)\\)");
    private static final Pattern SETTING = Pattern.compile("(?:--set=|-Dtimerbench\\.)([^=]+)=.*");

    private static Schema schema() {
        try (InputStream in = ManifestsTest.class.getResourceAsStream("/kubernetes/manifests.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Manifest> manifests() throws IOException {
        return Manifest.all();
    }

    static List<Manifest> workloads() throws IOException {
        return Manifest.all().stream()
                .filter(manifest -> !manifest.pod().isMissingNode())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aManifestIsAsTheApiServerSays(Manifest manifest) {
        assertThat(SCHEMA.validate(manifest.content())).isEmpty();
    }

    @Test
    void theJobThatACoordinatorStartsIsAsTheApiServerSays() throws IOException {
        assertThat(SCHEMA.validate(startedJob())).isEmpty();
    }

    private static JsonNode startedJob() throws IOException {
        return Manifest.documents(Files.readString(STARTED_JOB)).get(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    replicas: 1 | replicsa: 1 | /spec: property 'replicsa' is not defined
                    replicas: 1 | replicas: "1" | /spec/replicas: string found, integer expected
                    drop: [ALL] | drop: ALL | capabilities/drop: string found, array expected
                    type: RuntimeDefault | type: Runtime | seccompProfile/type: does not have a value in the enumeration
                    containerPort: 8080 | hostPort: 8080 | ports/0: required property 'containerPort' not found
                    value: text | value: 1 | env/0/value: integer found, string expected
                    apiVersion: apps/v1 | apiVersion: apps/v1beta1 | /apiVersion: must be the constant value 'apps/v1'
                    kind: Deployment | kind: Deplyoment | /kind: does not have a value in the enumeration
                    """)
    void aManifestWithAMistakeIsFound(String correct, String mistaken, String expected) throws IOException {
        String manifest = """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: service
                spec:
                  replicas: 1
                  selector: {matchLabels: {a: b}}
                  template:
                    metadata: {labels: {a: b}}
                    spec:
                      securityContext: {seccompProfile: {type: RuntimeDefault}}
                      containers:
                        - name: service
                          ports: [{containerPort: 8080}]
                          securityContext: {capabilities: {drop: [ALL]}}
                          env: [{name: A, value: text}]
                """;
        assertThat(errors(manifest)).isEmpty();
        assertThat(manifest).contains(correct);
        assertThat(errors(manifest.replace(correct, mistaken)))
                .first()
                .asString()
                .contains(expected);
    }

    private static List<Error> errors(String manifest) throws IOException {
        return SCHEMA.validate(Manifest.documents(manifest).get(0));
    }

    @Test
    void aKustomizationHasAllFilesOfItsFolder() throws IOException {
        for (Path folder : Manifest.folders()) {
            List<String> resources = Manifest.each(
                            Manifest.kustomization(folder).path("resources"))
                    .map(JsonNode::asText)
                    .toList();

            assertThat(Manifest.files(folder))
                    .as("files in %s", folder)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(resources);
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void imagesAreSetByTheKustomization(Manifest workload) throws IOException {
        List<String> images = names(Manifest.kustomization(workload.folder()).path("images"));

        assertThat(workload.containers()
                        .map(container -> container.path("image").asText()))
                .isNotEmpty()
                .isSubsetOf(images);
    }

    /** The file of a generator is the user's, and must not be committed: it has the time of a run, or a password. */
    @Test
    void theFilesOfGeneratorsAreIgnoredByGit() throws IOException {
        for (Path folder : Manifest.folders()) {
            String ignored = Files.readString(folder.resolve(".gitignore"));
            assertThat(generators(folder).flatMap(generator -> Manifest.each(generator.path("envs"))))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(ignored.lines()).contains("/" + file.asText()));
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void whatAContainerReadsFromTheClusterIsGeneratedOrOptional(Manifest workload) throws IOException {
        List<String> generated = generators(workload.folder())
                .map(generator -> generator.path("name").asText())
                .toList();

        assertThat(workload.containers()
                        .flatMap(container -> Stream.concat(
                                container.findValues("secretKeyRef").stream(),
                                container.findValues("configMapRef").stream()))
                        .filter(reference -> !reference.path("optional").asBoolean())
                        .map(reference -> reference.path("name").asText()))
                .isSubsetOf(generated);
    }

    private static Stream<JsonNode> generators(Path folder) throws IOException {
        JsonNode kustomization = Manifest.kustomization(folder);
        return Stream.of("configMapGenerator", "secretGenerator")
                .flatMap(kind -> Manifest.each(kustomization.path(kind)));
    }

    /** As the Pod Security Standard "restricted" wants it; further, the root is read-only and memory is limited. */
    @ParameterizedTest
    @MethodSource("workloads")
    void podsAreRestricted(Manifest workload) {
        JsonNode pod = workload.pod().path("spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(Manifest.each(pod.path("volumes")))
                .allSatisfy(volume -> assertThat(volume.has("emptyDir")).isTrue());
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isEqualTo(pod.has("serviceAccountName"));
        assertThat(workload.containers()).isNotEmpty().allSatisfy(container -> {
            JsonNode security = container.path("securityContext");
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void itsOwnSelectorFindsItsPods(Manifest workload) {
        JsonNode selector = workload.content().at("/spec/selector/matchLabels");

        assertThat(selector.isMissingNode() || selector.equals(labels(workload)))
                .isTrue();
    }

    @Test
    void servicesFindTheirPodsAndPorts() throws IOException {
        List<Manifest> services = manifests().stream()
                .filter(manifest -> manifest.kind().equals("Service"))
                .toList();
        assertThat(services).isNotEmpty().allSatisfy(service -> {
            JsonNode spec = service.content().path("spec");
            List<Manifest> selected = workloads().stream()
                    .filter(workload -> workload.folder().equals(service.folder()))
                    .filter(workload -> labels(workload).equals(spec.path("selector")))
                    .toList();
            assertThat(selected).hasSize(1);
            assertThat(names(selected.get(0)
                            .containers()
                            .findFirst()
                            .orElseThrow()
                            .path("ports")))
                    .containsAll(Manifest.each(spec.path("ports"))
                            .map(port -> port.path("targetPort").asText())
                            .toList());
        });
    }

    private static JsonNode labels(Manifest workload) {
        return workload.pod().at("/metadata/labels");
    }

    private static List<String> names(JsonNode array) {
        return Manifest.each(array).map(item -> item.path("name").asText()).toList();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void settingsInArgumentsExist(Manifest workload) {
        assertThat(arguments(workload)
                        .map(SETTING::matcher)
                        .filter(Matcher::matches)
                        .map(setting -> setting.group(1)))
                .allSatisfy(name -> assertThat(REFERENCE.hasPathOrNull("timerbench." + name))
                        .as(name)
                        .isTrue());
    }

    private static Stream<String> arguments(Manifest workload) {
        return workload.containers()
                .flatMap(container -> Manifest.each(container.path("args")))
                .map(JsonNode::asText);
    }

    /** One that is not set would stay in the argument as it is written. */
    @ParameterizedTest
    @MethodSource("workloads")
    void variablesInArgumentsAreSetByThePodOrByTheUsersFile(Manifest workload) throws IOException {
        List<String> set = workload.containers()
                .flatMap(container -> names(container.path("env")).stream())
                .toList();
        String readme = Files.readString(Path.of("deploy/kubernetes/README.md"));
        String file = readme.substring(readme.indexOf("cat > " + workload.folder() + "/run.env") + 1);

        assertThat(arguments(workload)
                        .flatMap(argument -> VARIABLE.matcher(argument).results())
                        .map(variable -> variable.group(1))
                        .filter(variable -> !set.contains(variable) && !variable.equals("JOB_COMPLETION_INDEX")))
                .allSatisfy(variable -> assertThat(file.lines().takeWhile(line -> !line.equals("END")))
                        .anyMatch(line -> line.startsWith(variable + "=")));
    }

    /** Compares with the Job that {@code run --on kubernetes} makes. Names, labels and settings differ. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "completionMode",
                "completions",
                "parallelism",
                "backoffLimitPerIndex",
                "template/spec/restartPolicy",
                "template/spec/automountServiceAccountToken",
                "template/spec/enableServiceLinks",
                "template/spec/terminationGracePeriodSeconds",
                "template/spec/securityContext",
                "template/spec/topologySpreadConstraints/0/topologyKey",
                "template/spec/volumes",
                "template/spec/containers/0/name",
                "template/spec/containers/0/ports",
                "template/spec/containers/0/resources/limits/memory",
                "template/spec/containers/0/resources/requests",
                "template/spec/containers/0/securityContext",
                "template/spec/containers/0/volumeMounts"
            })
    void injectorsAreThoseThatACoordinatorStarts(String field) throws IOException {
        JsonNode started = startedJob().path("spec");
        JsonNode injectors = workloads().stream()
                .filter(workload -> workload.name().equals("injectors"))
                .findFirst()
                .orElseThrow()
                .content()
                .path("spec");

        assertThat(started.at("/" + field)).isNotEqualTo(MissingNode.getInstance());
        assertThat(injectors.at("/" + field)).isEqualTo(started.at("/" + field));
    }
}
