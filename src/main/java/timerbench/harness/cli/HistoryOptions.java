package timerbench.harness.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import timerbench.harness.judge.history.History;
import timerbench.harness.judge.history.History.HistoryException;
import timerbench.harness.judge.history.History.HistorySettings;
import timerbench.settings.Settings;

/** Which history is meant. */
final class HistoryOptions {
    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description = "A setting of reference.conf, such as history.url=jdbc:postgresql://host/database.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Opens it; who is waited for is told on {@code err}, since {@code out} may be a table. */
    History open(PrintWriter err) throws HistoryException {
        Settings all = Settings.load().with(Settings.byKey(settings));
        return History.open(all.read("history", HistorySettings.class), message -> {
            err.println("timer-bench: " + message);
            err.flush();
        });
    }
}
