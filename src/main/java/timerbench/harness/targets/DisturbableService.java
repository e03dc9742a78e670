package timerbench.harness.targets;

import java.time.Duration;
import java.util.Optional;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.process.Disturbable;

/** An instance of a service that was started here, and is started again at the same address after a fault. */
final class DisturbableService implements Disturbable, AutoCloseable {
    private final Dialect dialect;
    private volatile ServiceInstance instance;

    DisturbableService(ServiceInstance instance, Dialect dialect) {
        this.instance = instance;
        this.dialect = dialect;
    }

    String url() {
        return instance.url();
    }

    /** Returns the process that runs now, if it runs on this machine. */
    Optional<ProcessHandle> handle() {
        return instance.handle();
    }

    @Override
    public void kill() {
        instance.kill();
    }

    @Override
    public void stop() {
        instance.stop();
    }

    @Override
    public void resume() {
        instance.resume();
    }

    @Override
    public void shutDown() {
        instance.shutDown();
    }

    @Override
    public void startAgain(Duration timeout) {
        instance = instance.again(timeout);
        new ServiceProbe(instance.url(), dialect, Target.tokenOfEnvironment()).awaitReady(timeout);
    }

    @Override
    public void close() {
        instance.close();
    }
}
