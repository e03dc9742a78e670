package timerbench.harness.measure.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.measure.counts.MetricsPages;
import timerbench.harness.measure.monitor.ProcessCounts;
import timerbench.harness.measure.monitor.ProcessCounts.Count;
import timerbench.harness.measure.profile.SideProfile.Amounts;
import timerbench.harness.run.MetricScope;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Jcmd;

/**
 * Profiles one target: its JVMs, its database and its processes. What cannot be profiled becomes a note, and the load
 * goes on.
 */
public final class SideProfiler implements AutoCloseable {
    private final Target target;
    private final FlightRecordings recordings;
    private final List<String> notes = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private final List<Slices.Reading> readings = new ArrayList<>();
    private final StatementReadings statements = new StatementReadings();
    private final Map<String, List<List<Count>>> counts = new LinkedHashMap<>();
    private @Nullable Profiler database;

    private SideProfiler(Target target, FlightRecordings recordings) {
        this.target = target;
        this.recordings = recordings;
    }

    /**
     * Starts the profilers.
     *
     * @param folder of the recordings, which stay there
     * @param name of the recordings' files, without {@code .jfr}
     */
    public static SideProfiler start(Target target, Path folder, String name) {
        return start(Jcmd.ofThisJdk(), target, folder, name);
    }

    static SideProfiler start(Jcmd jcmd, Target target, Path folder, String name) {
        List<ProcessHandle> service = target.processes().getOrDefault(MetricScope.SERVICE, List.of());
        SideProfiler profiler = new SideProfiler(target, FlightRecordings.start(jcmd, service, folder, name));
        if (service.isEmpty()) {
            profiler.notes.add(
                    "of a service that is given by its address, neither methods nor figures of processes are known");
        }
        profiler.startDatabase();
        return profiler;
    }

    private void startDatabase() {
        if (target.database().isEmpty()) {
            notes.add("the service's database is not known, so there are no figures of statements");
            return;
        }
        TargetClient http = new TargetClient(target.headers());
        try {
            Profiler opened = target.database().get().profiler(() -> MetricsPages.read(target.urls(), http));
            opened.start();
            database = opened;
        } catch (DatabaseException | TargetException e) {
            notes.add("no figures of statements: " + e.getMessage());
        }
    }

    /**
     * Ends one slice of the hold and begins the next.
     *
     * @param requests returns the number of requests that were answered so far
     */
    public void read(Supplier<Long> requests) {
        readings.add(new Slices.Reading(Instant.now(), requests.get()));
        target.processes()
                .forEach((word, roots) ->
                        counts.computeIfAbsent(word, none -> new ArrayList<>()).add(ProcessCounts.of(roots)));
        Profiler open = database;
        if (open != null) {
            try {
                statements.add(open.top(Integer.MAX_VALUE));
            } catch (DatabaseException | TargetException e) {
                notes.add("no figures of statements: " + e.getMessage());
                close();
            }
        }
    }

    /** Ends the profilers, and returns what happened between the first and the last {@link #read}. */
    public SideProfile end() {
        Slices slices = new Slices(readings);
        List<Path> files = recordings.stop();
        RecordingProfile methods = new RecordingProfile(slices);
        for (Path file : files) {
            try {
                methods.add(Recording.of(file));
            } catch (IOException e) {
                notes.add("no profile of methods from " + file.getFileName() + ": " + e.getMessage());
            }
        }
        List<Amounts> amounts = new ArrayList<>(methods.amounts());
        if (statements.count() == readings.size()) {
            amounts.addAll(statements.amounts());
            statements.source().ifPresent(sources::add);
        }
        counts.forEach((word, all) -> amounts.addAll(increases(word, all)));
        if (!files.isEmpty()) {
            sources.add(0, "JFR, a sample every " + Recording.PERIOD.toMillis() + " ms");
        }
        List<String> allNotes = new ArrayList<>(recordings.notes());
        allNotes.addAll(notes);
        return new SideProfile(
                slices.requests(),
                amounts,
                methods.idle(),
                sources,
                allNotes,
                files.isEmpty() ? Optional.empty() : Optional.of(methods.stacks()));
    }

    private List<Amounts> increases(String word, List<List<Count>> all) {
        return all.get(0).stream()
                .map(first -> all.stream()
                        .flatMap(each ->
                                each.stream().filter(count -> count.name().equals(first.name())))
                        .toList())
                // What was not counted each time is not known.
                .filter(counts -> counts.size() == readings.size())
                .map(counts -> increase(word, counts))
                .toList();
    }

    private static Amounts increase(String word, List<Count> counts) {
        Count first = counts.get(0);
        List<Double> bySlice = IntStream.range(1, counts.size())
                .mapToObj(i -> counts.get(i).value() - counts.get(i - 1).value())
                .toList();
        return new Amounts(Resource.SYSTEM, word + ": " + first.name(), List.of(), first.unit(), bySlice, 0);
    }

    /** Ends the database's profiler. Closing twice is harmless. */
    @Override
    public void close() {
        Profiler open = database;
        database = null;
        if (open != null) {
            open.close();
        }
    }
}
