package timerbench.harness.targets.process;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** An event loop of the harness. */
public final class EventLoop {
    /** No files are served: without this, a process that is killed leaves a folder for temporary ones. */
    private static final FileSystemOptions NO_FILES =
            new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);

    private EventLoop() {}

    /** Returns a Vert.x with one event loop. */
    public static Vertx one() {
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setFileSystemOptions(NO_FILES));
    }
}
