package timerbench.harness.targets.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An image of tests, whose containers do as an injector does, and the containers of the engine. */
public final class InjectorImage {
    /** Writes its arguments into a file when it is ready, and then does what the file {@code begin} says. */
    private static final String SCRIPT = """
            cd /timer-bench/results
            echo begun
            printf '%s' "$*; heap $TIMER_BENCH_JVM_ARGS; token of ${#API_TOKEN} characters" > ready.unfinished
            mv ready.unfinished ready
            until [ -e begin ]; do sleep 0.05; done
            case $(cat begin) in
              deliver)
                java -version 2> java.txt
                for i in 1 2 3 4 5 6 7 8 9 10; do printf '%0100000d' 0; done > million
                cat million million million million million > five
                cat five five five five > requests.unfinished
                mv requests.unfinished requests.csv.gz
                echo '{}' > part.unfinished
                mv part.unfinished part.json
                until [ -e fetched ]; do sleep 0.05; done
                echo ended ;;
              fail)
                echo 'timer-bench: the target is gone' >&2
                exit 7 ;;
              eat)
                exec java -Xms500m -Xmx500m -XX:+AlwaysPreTouch -version ;;
            esac
            """;

    private static final String DOCKERFILE = """
            FROM %s
            USER 0
            COPY inject /inject
            ENTRYPOINT ["sh", "/inject"]
            """;

    private InjectorImage() {}

    private static DockerClient engine() {
        return DockerEngine.client();
    }

    /** Builds the image, and returns its name. */
    public static String build(String base) {
        try {
            Path folder = Files.createTempDirectory("injector-image");
            Path script = Files.writeString(folder.resolve("inject"), SCRIPT);
            Path file = Files.writeString(folder.resolve("Dockerfile"), DOCKERFILE.formatted(base));
            String name = "timer-bench/test-injector:" + UUID.randomUUID();
            String id = engine().buildImageCmd(file.toFile())
                    .withTags(Set.of(name))
                    .exec(new BuildImageResultCallback())
                    .awaitImageId();
            Files.delete(script);
            Files.delete(file);
            Files.delete(folder);
            return id.isEmpty() ? "" : name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void remove(String image) {
        engine().removeImageCmd(image).withForce(true).exec();
    }

    /** Returns the ids of the containers of an owner. */
    public static List<String> containers(String owner) {
        return engine()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(IsolatedContainer.OWNER + "=" + owner))
                .exec()
                .stream()
                .map(Container::getId)
                .toList();
    }

    public static void removeContainer(String name) {
        DockerEngine.remove(name);
    }

    /** Makes a container of this name, which does not run. */
    public static void occupy(String image, String name) {
        engine().createContainerCmd(image).withName(name).exec();
    }

    public static void createNetwork(String name) {
        engine().createNetworkCmd().withName(name).exec();
    }

    public static void removeNetwork(String name) {
        engine().removeNetworkCmd(name).exec();
    }

    /** Returns the names of the volumes of a container. */
    public static List<String> volumes(String container) {
        return engine().inspectContainerCmd(container).exec().getMounts().stream()
                .map(mount -> String.valueOf(mount.getName()))
                .toList();
    }

    /** Returns those of the volumes that the engine still has. */
    public static List<String> leftOf(List<String> volumes) {
        return engine().listVolumesCmd().exec().getVolumes().stream()
                .map(volume -> volume.getName())
                .filter(volumes::contains)
                .toList();
    }
}
