package timerbench.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.load.injector.InjectorFolder;
import timerbench.harness.load.injector.InjectorIdentity;
import timerbench.harness.load.injector.InjectorPart;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.measure.requests.RequestTableFile;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.RunTarget;

/**
 * What this process has measured as one of several injectors. It is not judged: only the sum of all parts is.
 *
 * @param target as this injector sees it
 * @param began when the load really began; empty if nothing was sent
 * @param callbacks empty if the load has none
 * @param counts of creates, updates, deletes and callbacks, under the names of the target's counts
 * @param notes for the reader of the figures
 */
record OwnPart(
        InjectorIdentity identity,
        RunTarget target,
        Optional<Instant> began,
        Optional<CallbackFigures> callbacks,
        Map<String, Long> counts,
        List<String> notes) {
    /** Writes the part into a folder, where the coordinator looks for it. */
    void write(LoadRecord record, RequestTable requests, Path folder) throws IOException {
        var unused = Files.write(folder.resolve(InjectorFolder.REQUESTS), RequestTableFile.bytes(requests));
        new InjectorPart(
                        InjectorPart.SCHEMA,
                        identity,
                        target,
                        Provenance.read(),
                        record.start(),
                        began,
                        record.end(),
                        record.totals(),
                        requests.errors(),
                        record.cutShortBy(),
                        record.faults(),
                        Optional.ofNullable(record.usages().get(MetricScope.GENERATOR)),
                        record.busy(),
                        record.saturation(requests),
                        callbacks.map(this::received),
                        notes)
                .write(folder);
    }

    private InjectorPart.OfCallbacks received(CallbackFigures figures) {
        return new InjectorPart.OfCallbacks(
                figures.report(),
                figures.listened().map(time -> time.toMillis()),
                figures.clockBoundMicros(),
                figures.findings(),
                counts);
    }
}
