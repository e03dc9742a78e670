package timerbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import timerbench.harness.judge.history.History;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.show.HistoryCsv;
import timerbench.harness.show.HistoryJson;

/** Prints what is recorded. */
@Command(
        name = "list",
        description = "Prints all runs that are recorded, in the order of time.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class)
final class HistoryListCommand implements Callable<Integer> {
    private enum Form {
        CSV,
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--format", paramLabel = "FORM", description = "csv or json. Default: csv")
    private Form format = Form.CSV;

    @Mixin
    private HistoryOptions options = new HistoryOptions();

    @Override
    public Integer call() throws IOException {
        List<HistoryRow> rows;
        try (History history = options.open(spec.commandLine().getErr())) {
            rows = history.rows();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Form.CSV ? HistoryCsv.text(rows) : HistoryJson.text(rows));
        out.flush();
        return 0;
    }
}
