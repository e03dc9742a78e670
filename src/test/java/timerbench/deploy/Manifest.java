package timerbench.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.NodeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An object of Kubernetes.
 *
 * @param folder of its kustomization
 */
record Manifest(Path folder, JsonNode content) {
    private static final Path ROOT = Path.of("deploy/kubernetes");
    private static final String KUSTOMIZATION = "kustomization.yaml";
    private static final NodeReader YAML = NodeReader.builder().build();

    static List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(ROOT)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Returns the objects of all files in all folders. */
    static List<Manifest> all() throws IOException {
        List<Manifest> all = new ArrayList<>();
        for (Path folder : folders()) {
            for (Path file : files(folder)) {
                for (JsonNode content : documents(Files.readString(file))) {
                    all.add(new Manifest(folder, content));
                }
            }
        }
        return all;
    }

    /** Returns the files of a folder that hold objects. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith(KUSTOMIZATION))
                    .sorted()
                    .toList();
        }
    }

    static JsonNode kustomization(Path folder) throws IOException {
        return YAML.readTree(Files.readString(folder.resolve(KUSTOMIZATION)), InputFormat.YAML);
    }

    static List<JsonNode> documents(String yaml) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (String document : yaml.split("(?m)^---$", -1)) {
            documents.add(YAML.readTree(document, InputFormat.YAML));
        }
        return documents;
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    String kind() {
        return content.path("kind").asText();
    }

    String name() {
        return content.path("metadata").path("name").asText();
    }

    /** Returns the template of its pods; missing if it has none. */
    JsonNode pod() {
        return content.path("spec").path("template");
    }

    Stream<JsonNode> containers() {
        return each(pod().path("spec").path("containers"));
    }

    @Override
    public String toString() {
        return folder.getFileName() + ": " + kind() + " " + name();
    }
}
