package timerbench.harness.targets;

import com.github.dockerjava.api.DockerClient;
import java.nio.file.Path;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;

/** An image that runs {@link TinyService}. Closing it removes it. */
final class TinyImage implements AutoCloseable {
    private final DockerClient engine = DockerClientFactory.lazyClient();
    private final String name = "timer-bench/tiny:" + UUID.randomUUID();

    /** @param jre an image with {@code java} on its path */
    TinyImage(String jre, Path jar) {
        String container = engine.createContainerCmd(jre)
                .withEntrypoint("java", "-Xmx64m", "-jar", "/tmp/tiny.jar")
                .exec()
                .getId();
        try {
            engine.copyArchiveToContainerCmd(container)
                    .withHostResource(jar.toString())
                    .withRemotePath("/tmp")
                    .exec();
            String repository = name.substring(0, name.indexOf(':'));
            engine.commitCmd(container)
                    .withRepository(repository)
                    .withTag(name.substring(repository.length() + 1))
                    .exec();
        } finally {
            engine.removeContainerCmd(container).exec();
        }
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        engine.removeImageCmd(name).exec();
    }
}
