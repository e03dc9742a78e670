package timerbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import timerbench.harness.judge.history.History;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.settings.SettingsException;

/** Records runs from their files. */
@Command(
        name = "import",
        description = {
            "Records runs from their run.json files. A run that is recorded already is left as it is.",
            "To build the history anew, remove it first."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all are recorded", "2:wrong usage", "3:some could not be read, or the history not be written"
        })
final class HistoryImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files, or folders that are searched for run.json. Default: results")
    private List<Path> paths = List.of(Path.of("results"));

    @Mixin
    private HistoryOptions options = new HistoryOptions();

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

    /** Through no links: results/latest is one, and what it leads to is there already. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path given : paths) {
            Path path = CalledFrom.resolve(given);
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
