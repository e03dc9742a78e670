package timerbench.harness.experiment.paired;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.run.MetricScope;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.database.Written;

/**
 * What a trial leaves after its last callback, when there is nothing left to do.
 *
 * @param service what the target's processes hold
 * @param databaseConnections to its own database; absent if not known
 * @param walBytes what that database has logged for the trial, from before its first request; absent likewise
 */
record LeftOver(ProcessMonitor.Holding service, OptionalLong databaseConnections, OptionalLong walBytes) {
    /**
     * Returns what a trial leaves now.
     *
     * @param before what the database had written before
     */
    static LeftOver of(Target target, Optional<Written> before) {
        OptionalLong walBytes = before.flatMap(then -> written(target).map(now -> now.since(then)))
                .map(since -> OptionalLong.of(since.log()))
                .orElse(OptionalLong.empty());
        List<ProcessHandle> processes = target.processes().getOrDefault(MetricScope.SERVICE, List.of());
        return new LeftOver(
                ProcessMonitor.holding(processes),
                ownDatabase(target).map(DatabaseServer::connections).orElse(OptionalLong.empty()),
                walBytes);
    }

    /** Returns what the target's own database has written; empty if it has none, or does not report it. */
    static Optional<Written> written(Target target) {
        return ownDatabase(target).flatMap(DatabaseServer::written);
    }

    /** A database that was not started for the target may work for others, too. */
    private static Optional<DatabaseServer> ownDatabase(Target target) {
        return target.database().filter(server -> server.provision() != Provision.EXTERNAL);
    }
}
