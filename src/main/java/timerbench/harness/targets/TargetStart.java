package timerbench.harness.targets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import timerbench.harness.run.Database;
import timerbench.harness.run.RunTarget;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.dialect.Dialect;

/**
 * Starts the instances of a service, and waits until they are ready.
 *
 * @param database the database of the service; it is stopped with the target, or if the start fails
 * @param timeout the longest wait for each instance
 */
record TargetStart(Dialect dialect, Optional<DatabaseServer> database, int instances, Duration timeout) {
    /** Describes a target by the URLs of its instances and by the database that they report. */
    interface Description extends BiFunction<List<String>, Optional<Database>, RunTarget> {}

    /**
     * Returns the target when it is ready. If the start fails, everything that was started is stopped.
     *
     * @param instance starts one instance
     */
    Target start(Supplier<ServiceInstance> instance, Description description) {
        List<DisturbableService> started = new ArrayList<>();
        try {
            for (int i = 0; i < instances; i++) {
                started.add(new DisturbableService(instance.get(), dialect));
            }
            List<String> urls = started.stream().map(DisturbableService::url).toList();
            Optional<Database> reported =
                    ServiceProbe.ready(urls, dialect, timeout).get(0).database();
            return new Target(urls, dialect, database, started, description.apply(urls, reported));
        } catch (RuntimeException e) {
            started.forEach(DisturbableService::close);
            database.ifPresent(DatabaseServer::close);
            throw e;
        }
    }
}
