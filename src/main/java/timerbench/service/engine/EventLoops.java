package timerbench.service.engine;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** Event loops of the service. */
public final class EventLoops {
    /** The service serves no files: without this, a process that is killed leaves a folder for temporary ones. */
    private static final FileSystemOptions NO_FILES =
            new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);

    private EventLoops() {}

    /** Returns a Vert.x with this many event loops. */
    public static Vertx of(int threads) {
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(threads).setFileSystemOptions(NO_FILES));
    }
}
