package timerbench.harness.judge.index;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.judge.history.Trend;
import timerbench.harness.judge.history.Trend.TrendLine;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.stats.ChangePoints;

/**
 * What lies in a results folder.
 *
 * @param entries the newest ones, the newest first
 * @param older how many folders there are beside them, which were not read
 */
public record ResultsIndex(List<Entry> entries, int older) {
    /** More make a page that nobody reads, and each is a file to read. */
    static final int MOST = 200;

    public ResultsIndex {
        entries = List.copyOf(entries);
    }

    /**
     * A folder and what it holds.
     *
     * @param name of the folder
     * @param at when it was measured, judged or made
     * @param address of the folder, relative to the results folder, with a slash at its end
     * @param files its files that people open
     */
    public record Entry(String name, Instant at, String address, Content content, List<String> files) {
        private static final List<String> SHOWN = List.of(
                "report.html",
                "comparison.html",
                "gate.html",
                "recover.html",
                "sweep.html",
                "index.html",
                "run.json",
                "comparison.json",
                "verdict.json",
                "recover.json",
                "sweep.json");

        /** Gatling makes its page from its log, after the run has ended. */
        private static final String LOG = "simulation.log";

        public Entry {
            files = List.copyOf(files);
        }

        static Entry of(Place place) {
            Content content = ContentFile.read(place);
            Path folder = place.folder();
            return new Entry(
                    folder.getFileName().toString(),
                    content.when().orElse(place.at()),
                    address(folder),
                    content,
                    SHOWN.stream().filter(file -> isThere(folder, file)).toList());
        }

        private static boolean isThere(Path folder, String file) {
            return Files.exists(folder.resolve(file))
                    || (file.equals("index.html") && Files.exists(folder.resolve(LOG)));
        }

        /** Names may hold anything. The bytes that the file system knows are what a browser asks for. */
        private static String address(Path folder) {
            URI results = folder.toAbsolutePath().getParent().toUri();
            String name = results.relativize(folder.toAbsolutePath().toUri()).getRawPath();
            return "./" + (name.endsWith("/") ? name : name + "/");
        }

        /** Returns the address of one of its files; empty if it is not there. */
        public Optional<String> address(String file) {
            return files.contains(file) ? Optional.of(address + file) : Optional.empty();
        }
    }

    /** Returns what lies in a folder. Only the newest folders are read. */
    public static ResultsIndex of(Path results) throws IOException {
        return of(Place.in(results));
    }

    private static ResultsIndex of(List<Place> places) {
        List<Entry> entries = places.stream()
                .limit(MOST)
                .map(Entry::of)
                .sorted(Comparator.comparing(Entry::at).reversed().thenComparing(Entry::name))
                .toList();
        return new ResultsIndex(entries, places.size() - entries.size());
    }

    /** Makes something of an index. */
    public interface Use {
        void use(ResultsIndex index) throws IOException;
    }

    /**
     * Uses the index of a folder, and does so again if a result was added meanwhile. So the last of several that use it
     * at the same time sees the results of all.
     */
    public static void settle(Path results, Use use) throws IOException {
        List<Place> now = Place.in(results);
        List<Place> before;
        do {
            before = now;
            use.use(of(before));
            now = Place.in(results);
        } while (!recorded(now).equals(recorded(before)));
    }

    private static List<Place> recorded(List<Place> places) {
        return places.stream().filter(place -> place.record().isPresent()).toList();
    }

    /**
     * The runs that may be compared with each other.
     *
     * @param runs how many count
     * @param newest of them
     * @param lines of each metric that was measured
     */
    public record Course(int runs, Content.OfRun newest, List<TrendLine> lines) {
        public Course {
            lines = List.copyOf(lines);
        }

        /** Returns the line of a metric; empty if it was not measured. */
        public Optional<TrendLine> line(SummaryMetric metric) {
            return lines.stream().filter(line -> line.metric() == metric).findFirst();
        }
    }

    /** What runs that may be compared with each other have in common. */
    private record Alike(String testType, Optional<String> database, HistoryRow.Line line) {
        static Alike of(HistoryRow row) {
            return new Alike(row.testType(), row.databaseType(), row.line());
        }
    }

    /** Returns the courses of metrics over the runs among the entries. That with the newest run is the first. */
    public List<Course> courses(List<SummaryMetric> metrics) {
        Map<Alike, List<Content.OfRun>> groups = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.content() instanceof Content.OfRun run && run.row().isValid()) {
                groups.computeIfAbsent(Alike.of(run.row()), key -> new ArrayList<>())
                        .add(run);
            }
        }
        return groups.values().stream().map(group -> course(group, metrics)).toList();
    }

    private static Course course(List<Content.OfRun> newestFirst, List<SummaryMetric> metrics) {
        List<HistoryRow> rows = new ArrayList<>();
        newestFirst.forEach(run -> rows.add(0, run.row()));
        String testType = rows.get(0).testType();
        Trend trend =
                Trend.of(rows, new Trend.Question(testType, Optional.empty(), metrics, ChangePoints.Rules.DEFAULT));
        return new Course(rows.size(), newestFirst.get(0), trend.lines());
    }
}
