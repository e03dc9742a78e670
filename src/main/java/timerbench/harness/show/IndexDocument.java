package timerbench.harness.show;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.judge.index.Content;
import timerbench.harness.judge.index.ResultsIndex;
import timerbench.harness.judge.index.ResultsIndex.Entry;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Link;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;
import timerbench.harness.stats.ChangePoints;

/** The overview of a results folder: how the figures went, then everything with its verdict, the newest first. */
final class IndexDocument {
    static final List<SummaryMetric> SHOWN =
            List.of(SummaryMetric.THROUGHPUT_OPS_PER_SEC, SummaryMetric.LATENCY_P95_MS);
    static final int MOST_IN_SPARK = 30;
    private static final int MOST_AT_ONCE = 50;
    private static final int MINUTES_LENGTH = "2026-01-31T12:00".length();

    /** The files that can be opened, with the words for them. */
    private static final Map<String, String> FILES = files();

    private final ResultsIndex index;

    private IndexDocument(ResultsIndex index) {
        this.index = index;
    }

    static Document of(ResultsIndex index) {
        return new IndexDocument(index).document();
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("report.html", "report");
        files.put("comparison.html", "report");
        files.put("gate.html", "report");
        files.put("recover.html", "report");
        files.put("sweep.html", "report");
        files.put("index.html", "Gatling's report");
        files.put("run.json", "run.json");
        files.put("comparison.json", "comparison.json");
        files.put("verdict.json", "verdict.json");
        files.put("recover.json", "recover.json");
        files.put("sweep.json", "sweep.json");
        return files;
    }

    private Document document() {
        List<Entry> known = index.entries().stream()
                .filter(entry -> !(entry.content() instanceof Content.Unreadable))
                .toList();
        List<Entry> first = known.subList(0, Math.min(MOST_AT_ONCE, known.size()));
        return new Document(
                "Results · timer-bench",
                Line.of("Results: " + counts(known)),
                List.of(
                        Sentences.text(older()),
                        Section.of("Trends", IndexTrends.of(index)),
                        Section.of("Results, the newest first", table(first)),
                        Section.of("Older results", table(known.subList(first.size(), known.size())))
                                .behindClick(),
                        Section.of("Folders that could not be read", unreadable())
                                .behindClick(),
                        Section.of("How to read this", Sentences.small(explanation()))));
    }

    private String[] older() {
        return index.older() == 0
                ? new String[0]
                : new String[] {
                    "The newest " + index.entries().size() + " folders are shown; " + Numbers.text(index.older())
                            + " older ones are not. ./timer-bench history list shows all recorded runs."
                };
    }

    private static String counts(List<Entry> known) {
        List<String> counts = new ArrayList<>();
        count(counts, known, Content.OfRun.class, "run");
        count(counts, known, Content.OfComparison.class, "comparison");
        count(counts, known, Content.OfGate.class, "gate");
        count(counts, known, Content.OfRecovery.class, "recovery experiment");
        count(counts, known, Content.OfSweep.class, "sweep");
        return counts.isEmpty() ? "nothing yet" : String.join(", ", counts);
    }

    private static void count(List<String> counts, List<Entry> known, Class<?> kind, String name) {
        long count =
                known.stream().filter(entry -> kind.isInstance(entry.content())).count();
        if (count > 0) {
            counts.add(count + " " + name + (count == 1 ? "" : "s"));
        }
    }

    private static Table table(List<Entry> entries) {
        List<Table.Column> columns = List.of(
                Table.Column.text("result"),
                Table.Column.text("verdict"),
                Table.Column.of("throughput", "1/s"),
                Table.Column.of("p95", "ms"),
                Table.Column.text("files"),
                Table.Column.text("folder"));
        return new Table(
                "date (UTC)",
                Table.Labels.DATE,
                columns,
                entries.stream().map(IndexDocument::row).toList());
    }

    private static Table.Row row(Entry entry) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of(what(entry.content())));
        cells.add(Table.Cell.of(verdict(entry.content())));
        for (SummaryMetric metric : SHOWN) {
            cells.add(Table.Cell.of(figure(entry.content(), metric)));
        }
        List<Link> links = FILES.entrySet().stream()
                .flatMap(file ->
                        entry.address(file.getKey()).map(address -> new Link(file.getValue(), address)).stream())
                .toList();
        cells.add(Table.Cell.links(links));
        cells.add(Table.Cell.of(entry.name()));
        return new Table.Row(Table.Cell.of(minutes(entry.at())), cells);
    }

    private static String minutes(Instant at) {
        return at.toString().substring(0, MINUTES_LENGTH).replace('T', ' ');
    }

    private static String what(Content content) {
        if (content instanceof Content.OfRun run) {
            return name(
                    run.row().testType(), run.row().databaseType(), run.row().line());
        } else if (content instanceof Content.OfGate gate) {
            return "gate: " + shortened(gate.candidate()) + " against " + shortened(gate.baseline());
        } else if (content instanceof Content.OfComparison comparison) {
            return "comparison by " + comparison.varied() + ": " + String.join(", ", comparison.variants()) + " · "
                    + String.join(", ", comparison.operations());
        } else if (content instanceof Content.OfRecovery recovery) {
            return "recovery from " + String.join(", ", recovery.faults()) + " · " + recovery.runs()
                    + (recovery.runs() == 1 ? " run" : " runs");
        } else if (content instanceof Content.OfSweep sweep) {
            return sweep.measure() + " over " + String.join(" × ", sweep.axes());
        }
        return "";
    }

    private static String shortened(String side) {
        return side.replaceAll("\\b([0-9a-f]{12})[0-9a-f]{28}\\b", "$1");
    }

    /** Returns the name of a kind of runs: simulation, database, profile. */
    static String name(String testType, Optional<String> database, HistoryRow.Line line) {
        return Stream.of(Optional.of(testType), database, Optional.of(line.profile()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }

    private static Line verdict(Content content) {
        if (content instanceof Content.OfRun run) {
            return VerdictText.of(run.row().verdict());
        } else if (content instanceof Content.OfGate gate) {
            return VerdictText.of(gate.verdict());
        } else if (content instanceof Content.OfRecovery recovery) {
            return VerdictText.of(recovery.verdict());
        } else if (content instanceof Content.OfComparison comparison) {
            return standing(comparison.problems(), comparison.complete());
        } else if (content instanceof Content.OfSweep sweep) {
            return standing(sweep.failed(), sweep.complete());
        }
        return Line.of("");
    }

    private static Line standing(int failed, boolean complete) {
        if (failed > 0) {
            return new Line(failed + " FAILED", Tone.BAD);
        }
        return complete ? Line.of("complete") : new Line("INCOMPLETE", Tone.UNDECIDED);
    }

    private static String figure(Content content, SummaryMetric metric) {
        return content instanceof Content.OfRun run
                ? run.row().figure(metric).map(Numbers::text).orElse(Numbers.NOT_MEASURED)
                : "";
    }

    private List<String> explanation() {
        return List.of(
                "Figures of the last " + MOST_IN_SPARK
                        + " runs at most are drawn, each with a dot at the latest run. Only"
                        + " runs on one machine with the same load against the same kind of target are in one row; runs"
                        + " that are INVALID are in none.",
                "The level is judged as ./timer-bench history trend does: a change needs at least "
                        + ChangePoints.FEWEST_VALUES + " runs.",
                "FAIL: a threshold was crossed, a timer was lost after a fault, or the load was not steady again."
                        + " INVALID: the run was cut short, or its generator was the bottleneck.");
    }

    private Document.Items unreadable() {
        return Document.Items.of(index.entries().stream()
                .flatMap(entry -> entry.content() instanceof Content.Unreadable unreadable
                        ? Stream.of(entry.name() + ": " + unreadable.reason())
                        : Stream.empty())
                .toList());
    }
}
