package timerbench.harness.targets;

import java.util.Optional;

/** An instance of the reference service that listens, wherever its JVM is. */
interface ServiceInstance extends AutoCloseable {
    String url();

    /** Returns its process, if that is one of this machine's. */
    Optional<ProcessHandle> handle();

    /** Ends it as the end of this process would: it halts, waiting for nobody. */
    @Override
    void close();
}
