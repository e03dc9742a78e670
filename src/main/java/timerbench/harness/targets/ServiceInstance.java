package timerbench.harness.targets;

import java.util.Optional;

/** A running instance of a service: a process of this machine, or a container. */
interface ServiceInstance extends AutoCloseable {
    String url();

    /** Returns the process, if it runs on this machine. */
    Optional<ProcessHandle> handle();

    /** Ends the instance. */
    @Override
    void close();
}
