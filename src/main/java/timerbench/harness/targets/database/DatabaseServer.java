package timerbench.harness.targets.database;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import timerbench.harness.targets.process.DatabaseException;

/** A database that answers, for the reference service to keep its timers in. */
public interface DatabaseServer extends AutoCloseable {
    /** Returns where it comes from. */
    Provision provision();

    /** Returns whether it only speaks the product's protocol: its figures are not the product's. */
    default boolean isEmulator() {
        return false;
    }

    /** Returns the settings by which the service finds it, by their full names; no secrets. */
    Map<String, String> serviceSettings();

    /** Returns the variables of the service's environment that it needs to be let in: secrets. */
    default Map<String, String> serviceEnvironment() {
        return Map.of();
    }

    /**
     * Returns the root of its process tree; empty if it does not run on this machine, or was running already: then it may
     * work for others, too.
     */
    default Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    /** Returns the bytes that its data take on disk, written out first where it can be asked to; empty if not known. */
    OptionalLong diskBytes();

    /** Returns what it has written since it began; empty if it does not tell. */
    default Optional<Written> written() {
        return Optional.empty();
    }

    /** Returns what is known of its durability from how it was started, which it does not tell itself. */
    default Map<String, String> durability() {
        return Map.of();
    }

    /** Returns what it may use at most, such as {@code cpus} and {@code memory}; empty: whatever the machine has. */
    default Map<String, String> limits() {
        return Map.of();
    }

    /**
     * Returns what tells what it did for a load.
     *
     * @param metrics what each instance of the service says of itself, in Prometheus' text format
     * @throws DatabaseException if it cannot be asked
     */
    Profiler profiler(Supplier<List<String>> metrics);

    /**
     * Returns timers that the bare driver writes per second, as durably as the service does and in the way that is fastest
     * there, into a table of its own that is gone afterwards: the measure that a service's rate is held against.
     */
    double bareCreatesPerSecond(Duration warmUp, Duration measured);

    /** Stops what was started here, removes what was put into what was found. Closing twice is harmless. */
    @Override
    void close();
}
