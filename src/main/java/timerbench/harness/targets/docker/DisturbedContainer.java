package timerbench.harness.targets.docker;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Disturbable;

/**
 * A container that is disturbed by its engine. It keeps its data and its port.
 *
 * @param id the container's
 * @param ask throws a {@link DatabaseException} if what runs in it does not answer
 */
record DisturbedContainer(String id, Runnable ask) implements Disturbable {
    private static final int GRACE_SECONDS = 60;
    private static final Duration BETWEEN = Duration.ofMillis(50);

    @Override
    public void kill() {
        DockerEngine.kill(id);
    }

    @Override
    public void stop() {
        DockerEngine.pause(id);
    }

    @Override
    public void resume() {
        DockerEngine.unpause(id);
    }

    @Override
    public void shutDown() {
        DockerEngine.stop(id, GRACE_SECONDS);
    }

    @Override
    public void startAgain(Duration timeout) {
        DockerEngine.startAgain(id);
        awaitAnswer(timeout);
    }

    void awaitAnswer(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                ask.run();
                return;
            } catch (DatabaseException e) {
                if (System.nanoTime() > deadline) {
                    throw new DatabaseException(
                            "container " + id + " does not answer " + timeout.toSeconds() + " s after its start: "
                                    + e.getMessage(),
                            e);
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
    }
}
