package timerbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import timerbench.harness.judge.history.History;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.show.HistoryCsv;
import timerbench.harness.show.HistoryJson;
import timerbench.harness.show.HistoryTable;
import timerbench.harness.stats.ChangePoints;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** The history: the recorded runs. */
@Command(
        name = "history",
        description = {
            "Shows the recorded runs, and how figures change over time.",
            "The setting history.url says where runs are recorded: in a file in results, or in a PostgreSQL. The"
                    + " password of a server comes from the environment variable HISTORY_PASSWORD."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        subcommands = {
            TrendCommand.class,
            HistoryCommand.ListRuns.class,
            HistoryCommand.Import.class,
            HistoryCalibrateCommand.class
        })
final class HistoryCommand {
    /** Options that select the history. */
    static final class Options {
        @Option(
                names = {"-D", "--set"},
                paramLabel = "KEY=VALUE",
                description = "Any setting of reference.conf. Example:%nhistory.url=jdbc:postgresql://host/database")
        private Map<String, String> settings = new LinkedHashMap<>();

        /** Opens the history. It reports on {@code err} whom it waits for, since the output may be a table. */
        History open(PrintWriter err) throws History.HistoryException {
            Settings all = Settings.load().with(Settings.byKey(settings));
            return History.open(all.read("history", History.HistorySettings.class), message -> {
                err.println("timer-bench: " + message);
                err.flush();
            });
        }
    }

    /** Options that define a change of level. */
    static final class ChangeOptions {
        @Option(
                names = "--window",
                paramLabel = "N",
                description = "Runs that are analysed together at first. Default: ${DEFAULT-VALUE}")
        private int window = ChangePoints.Rules.DEFAULT.window();

        @Option(
                names = "--level",
                paramLabel = "P",
                defaultValue = "0.0005",
                description = "Significance level of a change. Default: ${DEFAULT-VALUE}")
        private double level = ChangePoints.Rules.DEFAULT.level();

        @Option(
                names = "--least-change",
                paramLabel = "SHARE",
                description = "The least change to report, as a share of the level before. Default: ${DEFAULT-VALUE}")
        private double leastChange = ChangePoints.Rules.DEFAULT.leastChange();

        ChangePoints.Rules rules() {
            try {
                return new ChangePoints.Rules(window, level, leastChange);
            } catch (IllegalArgumentException e) {
                throw new SettingsException("--" + e.getMessage(), e);
            }
        }
    }

    /** Prints the recorded runs. */
    @Command(
            name = "list",
            description = {
                "Prints the recorded runs: as a table the newest first, as CSV or JSON in the order of time.",
                "FAIL in the table is a crossed threshold. CSV and JSON have all columns, and the whole names of runs."
            },
            mixinStandardHelpOptions = true,
            versionProvider = TimerBench.Version.class,
            exitCodeList = {"0:the runs are printed", "2:wrong usage or settings", "3:the history cannot be read"})
    static final class ListRuns implements Callable<Integer> {
        private static final int SHORT = 20;

        private enum Form {
            TABLE {
                @Override
                String text(List<HistoryRow> rows) {
                    return HistoryTable.text(rows);
                }
            },
            CSV {
                @Override
                String text(List<HistoryRow> rows) {
                    return HistoryCsv.text(rows);
                }
            },
            JSON {
                @Override
                String text(List<HistoryRow> rows) {
                    return HistoryJson.text(rows);
                }
            };

            abstract String text(List<HistoryRow> rows);

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Spec
        private CommandSpec spec;

        @Option(names = "--format", paramLabel = "FORM", description = "${COMPLETION-CANDIDATES}. Default: table")
        private Form format = Form.TABLE;

        @Option(
                names = "--limit",
                paramLabel = "N",
                description = "Only the newest N runs; 0 for all. Default: " + SHORT + " in a table, else all")
        private @Nullable Integer limit;

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() throws IOException {
            List<HistoryRow> rows;
            try (History history = options.open(spec.commandLine().getErr())) {
                rows = history.rows();
            }
            int most = most();
            List<HistoryRow> shown = rows.subList(most == 0 ? 0 : Math.max(0, rows.size() - most), rows.size());
            PrintWriter out = spec.commandLine().getOut();
            if (format == Form.TABLE && rows.isEmpty()) {
                out.println("timer-bench: no run is recorded");
            } else {
                out.print(format.text(shown));
            }
            if (format == Form.TABLE && shown.size() < rows.size()) {
                out.println("the newest " + shown.size() + " of " + rows.size() + " runs; --limit 0 shows all");
            }
            out.flush();
            return 0;
        }

        private int most() {
            if (limit == null) {
                return format == Form.TABLE ? SHORT : 0;
            }
            if (limit < 0) {
                throw new SettingsException("--limit must be 0 or more, was " + limit);
            }
            return limit;
        }
    }

    /** Records runs from their files. */
    @Command(
            name = "import",
            description = {
                "Records runs from their run.json files. A run that is recorded already stays as it is.",
                "To build the history anew, remove it first."
            },
            mixinStandardHelpOptions = true,
            versionProvider = TimerBench.Version.class,
            exitCodeList = {
                "0:all are recorded",
                "2:wrong usage or settings",
                "3:a file could not be read, or the history not be written"
            })
    static final class Import implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                arity = "0..*",
                paramLabel = "PATH",
                description = "Files, or folders that are searched for run.json. Default: results")
        private List<Path> paths = List.of(Path.of("results"));

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            int added = 0;
            int known = 0;
            List<String> unread = new ArrayList<>();
            try (History history = options.open(spec.commandLine().getErr())) {
                for (Path file : files()) {
                    Run run;
                    try {
                        run = RunFile.read(file);
                    } catch (IOException e) {
                        unread.add(e.getMessage());
                        continue;
                    }
                    if (history.record(HistoryRow.of(run))) {
                        added++;
                    } else {
                        known++;
                    }
                }
            }
            unread.forEach(reason -> out.println("not read: " + reason));
            out.println("recorded: " + added + ", known before: " + known + ", not read: " + unread.size());
            out.flush();
            return unread.isEmpty() ? 0 : ExitCode.FAILED;
        }

        /**
         * Returns the files; it follows no links: results/latest is one, and leads to a folder that is found anyway.
         */
        private List<Path> files() throws IOException {
            List<Path> files = new ArrayList<>();
            for (Path given : paths) {
                Path path = GivenPath.resolve(given);
                if (!Files.exists(path)) {
                    throw new SettingsException("PATH: there is nothing at " + path);
                }
                Path root = path.toRealPath();
                try (Stream<Path> below = Files.walk(root)) {
                    below.filter(file -> Files.isRegularFile(file))
                            .filter(file -> file.equals(root) || file.endsWith(RunFile.NAME))
                            .sorted()
                            .forEach(files::add);
                }
            }
            return files;
        }
    }
}
