package timerbench.harness.targets.database;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import timerbench.address.HostPort;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Disturbable;

/** A running database for the reference service's timers. */
public interface DatabaseServer extends AutoCloseable {
    /** Returns how it is provided. */
    Provision provision();

    /** Returns whether it only speaks the product's protocol: then its figures are not the product's. */
    default boolean isEmulator() {
        return false;
    }

    /** Returns the settings with which the service finds it, by their full names; no secrets. */
    Map<String, String> serviceSettings();

    /**
     * Returns the address of its one server, where a link to it leads; empty if there can be no link, because clients
     * find servers by themselves.
     */
    default Optional<HostPort> linkable() {
        return Optional.empty();
    }

    /** Returns the {@linkplain #serviceSettings() settings} with which the service finds it over a link. */
    default Map<String, String> serviceSettings(HostPort link) {
        throw new IllegalStateException("no link leads to " + this);
    }

    /** Returns the environment variables with which the service logs in: secrets. */
    default Map<String, String> serviceEnvironment() {
        return Map.of();
    }

    /**
     * Returns the root of its process tree; empty if it does not run on this machine, or was running already: then
     * it may work for others, too.
     */
    default Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    /** Returns how it is disturbed; empty if that is not possible, as for a database that was running already. */
    default Optional<Disturbable> disturbable() {
        return Optional.empty();
    }

    /** Returns the size of its data on disk, after a flush if the product has one; empty if not known. */
    OptionalLong diskBytes();

    /** Returns what it has written since its start; empty if it does not report that. */
    default Optional<Written> written() {
        return Optional.empty();
    }

    /**
     * Returns the number of connections that clients have to its database, other than this process; empty if not
     * known.
     */
    default OptionalLong connections() {
        return OptionalLong.empty();
    }

    /** Returns durability settings that are known from its start and that it does not report itself. */
    default Map<String, String> durability() {
        return Map.of();
    }

    /** Returns its limits, such as {@code cpus} and {@code memory}; empty: whatever the machine has. */
    default Map<String, String> limits() {
        return Map.of();
    }

    /**
     * Returns a profiler of what the database does for a load.
     *
     * @param metrics the metrics of each instance of the service, in Prometheus' text format
     * @throws DatabaseException if it cannot be asked
     */
    Profiler profiler(Supplier<List<String>> metrics);

    /**
     * Returns the timers per second that the bare driver writes, as durably as the service and in the fastest way,
     * into a table that is removed afterwards. A service's rate is compared with this.
     */
    double bareCreatesPerSecond(Duration warmUp, Duration measured);

    /**
     * Stops a server that was started here, or removes the run's data from one that was found. Closing twice is
     * harmless.
     */
    @Override
    void close();
}
