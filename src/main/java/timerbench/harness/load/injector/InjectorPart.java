package timerbench.harness.load.injector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.measure.LoadTotals;
import timerbench.harness.measure.Saturation;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.requests.RequestErrors;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Require;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.WholeFile;

/**
 * What one injector has measured, without its requests, which are in {@link InjectorFolder#REQUESTS}. Parts add; judged
 * is only their sum. All instants are those of the injector's own clock, or of the target's as far as callbacks are
 * timed by it.
 *
 * @param target as the injector saw it
 * @param agreed when the load was to begin
 * @param began when it began; absent if no request was sent
 * @param end of the load and its drain
 * @param errors of its requests
 * @param cutShortBy why the load ended before its time; absent if it did not
 * @param events what went wrong meanwhile
 * @param usage of the injector's own process since the warm-up
 * @param busy load of its machine since then
 * @param saturation whether the injector was the bottleneck; absent if that is not determined
 * @param callbacks absent if the load has none
 * @param notes what a reader of the figures should know, in sentences
 */
public record InjectorPart(
        String schema,
        InjectorIdentity identity,
        RunTarget target,
        RunEnvironment environment,
        Instant agreed,
        Optional<Instant> began,
        Instant end,
        LoadTotals totals,
        RequestErrors errors,
        Optional<String> cutShortBy,
        @JsonInclude(Include.NON_EMPTY) List<TimelineEvent> events,
        Optional<ProcessMonitor.Usage> usage,
        List<ProcessMonitor.Busy> busy,
        Optional<Saturation.Finding> saturation,
        Optional<OfCallbacks> callbacks,
        @JsonInclude(Include.NON_EMPTY) List<String> notes) {
    /** Names the format of {@link InjectorFolder#PART}. */
    public static final String SCHEMA = "timerbench/part/1";

    /**
     * What an injector has received.
     *
     * @param listenedMillis how long it listened on after the last callback that it expected
     * @param clockBoundMicros the largest error of a callback's lateness that the clocks can cause
     * @param clock how the target's clock compares with the injector's, in sentences
     * @param counts its own counts since it opened the receiver, under the names of the target's counts
     */
    public record OfCallbacks(
            LedgerReport report,
            Optional<Long> listenedMillis,
            Optional<Long> clockBoundMicros,
            List<String> clock,
            Map<String, Long> counts) {}

    public InjectorPart {
        Require.that(schema.equals(SCHEMA), "schema is %s, only %s can be read", schema, SCHEMA);
        events = List.copyOf(events);
        busy = List.copyOf(busy);
        notes = List.copyOf(notes);
    }

    /** Returns the time from the agreed instant to the end of the load and its drain. */
    public Duration length() {
        return Duration.between(agreed, end);
    }

    /** Writes the part into a folder. Whoever sees the file sees all of it. */
    public void write(Path folder) throws IOException {
        var unused = WholeFile.write(folder.resolve(InjectorFolder.PART), JsonText.of(this));
    }

    /**
     * Returns the part that a folder holds.
     *
     * @throws IOException if there is none, or it cannot be read; the message says where
     */
    public static InjectorPart read(Path folder) throws IOException {
        Path file = folder.resolve(InjectorFolder.PART);
        try {
            return JsonText.read(file, InjectorPart.class, "part", SCHEMA);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": not a part of " + SCHEMA + ": " + e.getMessage(), e);
        }
    }
}
