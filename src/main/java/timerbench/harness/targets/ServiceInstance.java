package timerbench.harness.targets;

import java.time.Duration;
import java.util.Optional;

/**
 * A running instance of a service: a process of this machine, or a container. It never outlives this process, however
 * that ends, stopped or not.
 */
interface ServiceInstance extends AutoCloseable {
    String url();

    /** Returns the process, if it runs on this machine. */
    Optional<ProcessHandle> handle();

    /** Ends the instance by SIGKILL, and returns when it has ended. */
    void kill();

    /** Stops all its processes by SIGSTOP, or pauses its container. */
    void stop();

    /** Lets it go on after {@link #stop}. */
    void resume();

    /** Ends the instance in an orderly way (SIGTERM), and returns when it has ended. */
    void shutDown();

    /**
     * Starts the instance again at the same address, and returns it. It may not be ready yet.
     *
     * @param timeout the longest time for that
     */
    ServiceInstance again(Duration timeout);

    /** Ends the instance. */
    @Override
    void close();
}
