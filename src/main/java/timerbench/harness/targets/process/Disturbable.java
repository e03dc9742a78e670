package timerbench.harness.targets.process;

import java.time.Duration;

/**
 * Something that runs and can be disturbed: an instance of the service, or its database. Calls come one after the
 * other. Each throws a {@code RuntimeException} whose message says what was tried if it cannot be done.
 */
public interface Disturbable {
    /** Ends it by SIGKILL, and returns when it has ended. */
    void kill();

    /** Stops its whole process tree by SIGSTOP, or pauses its container. */
    void stop();

    /** Lets it go on after {@link #stop}. */
    void resume();

    /** Ends it in an orderly way, and returns when it has ended. */
    void shutDown();

    /**
     * Starts it again at the same address and with the same data, after {@link #kill} or {@link #shutDown}. Returns
     * when it answers.
     *
     * @param timeout the longest time for that
     */
    void startAgain(Duration timeout);
}
