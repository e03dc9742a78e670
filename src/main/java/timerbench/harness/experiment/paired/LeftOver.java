package timerbench.harness.experiment.paired;

import java.util.List;
import java.util.OptionalLong;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.run.MetricScope;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.database.DatabaseServer;

/**
 * What a target holds after the last callback, when there is nothing left to do.
 *
 * @param service what its processes hold
 * @param databaseConnections to its own database; absent if not known
 */
record LeftOver(ProcessMonitor.Holding service, OptionalLong databaseConnections) {
    /** Returns what the target holds now. */
    static LeftOver of(Target target) {
        List<ProcessHandle> processes = target.processes().getOrDefault(MetricScope.SERVICE, List.of());
        return new LeftOver(
                ProcessMonitor.holding(processes),
                TrialFigures.ownDatabase(target)
                        .map(DatabaseServer::connections)
                        .orElse(OptionalLong.empty()));
    }
}
