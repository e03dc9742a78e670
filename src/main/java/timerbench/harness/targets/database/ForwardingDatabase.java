package timerbench.harness.targets.database;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import timerbench.address.HostPort;
import timerbench.harness.targets.process.Disturbable;

/** A database that is another one but for a few answers. */
public abstract class ForwardingDatabase implements DatabaseServer {
    private final DatabaseServer server;

    /** @param server the other one, which is closed with it */
    protected ForwardingDatabase(DatabaseServer server) {
        this.server = server;
    }

    @Override
    public Provision provision() {
        return server.provision();
    }

    @Override
    public boolean isEmulator() {
        return server.isEmulator();
    }

    @Override
    public Map<String, String> serviceSettings() {
        return server.serviceSettings();
    }

    @Override
    public Optional<HostPort> linkable() {
        return server.linkable();
    }

    @Override
    public Map<String, String> serviceSettings(HostPort link) {
        return server.serviceSettings(link);
    }

    @Override
    public Map<String, String> serviceEnvironment() {
        return server.serviceEnvironment();
    }

    @Override
    public Optional<ProcessHandle> process() {
        return server.process();
    }

    @Override
    public Optional<Disturbable> disturbable() {
        return server.disturbable();
    }

    @Override
    public OptionalLong diskBytes() {
        return server.diskBytes();
    }

    @Override
    public Optional<Written> written() {
        return server.written();
    }

    @Override
    public OptionalLong connections() {
        return server.connections();
    }

    @Override
    public Map<String, String> durability() {
        return server.durability();
    }

    @Override
    public Map<String, String> limits() {
        return server.limits();
    }

    @Override
    public Profiler profiler(Supplier<List<String>> metrics) {
        return server.profiler(metrics);
    }

    @Override
    public double bareCreatesPerSecond(Duration warmUp, Duration measured) {
        return server.bareCreatesPerSecond(warmUp, measured);
    }

    @Override
    public String toString() {
        return server.toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
