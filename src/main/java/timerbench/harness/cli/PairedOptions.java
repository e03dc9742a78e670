package timerbench.harness.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import timerbench.harness.experiment.paired.PairedSession;
import timerbench.harness.load.Console;
import timerbench.harness.show.RerunCommand;
import timerbench.settings.Settings;

/** The options of trials in pairs. */
final class PairedOptions {
    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "The most pairs of trials, 7 to 24. Default: those of the profile (24 in gate)")
    private @Nullable String pairs;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            completionCandidates = Choices.OfProfiles.class,
            description =
                    "Size of the load: ${COMPLETION-CANDIDATES}. smoke is for a first try. Default: ${DEFAULT-VALUE}")
    private String profile = "gate";

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT|FILE",
            completionCandidates = Choices.OfDialects.class,
            description = "API of both sides: a dialect's file, or one of ${COMPLETION-CANDIDATES}. Default: groups")
    private @Nullable String dialect;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the order within each pair. Default: drawn at random; the results name it.")
    private long seed = new Random().nextInt(1_000_000);

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Any setting of reference.conf, for both sides.%nExample: database=memory")
    private Map<String, String> settings = new LinkedHashMap<>();

    /**
     * Returns a session with these options.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    PairedSession session() {
        return PairedSession.of(Settings.load().with(settings()), seed, Console.system());
    }

    /** Returns the settings of both sides, by their full names. */
    Map<String, String> settings() {
        Map<String, String> all = Settings.byKey(settings);
        all.put(Settings.key("profile"), profile);
        if (pairs != null) {
            all.put(Settings.key("gate.pairs"), pairs);
        }
        if (dialect != null) {
            all.put(Settings.key("dialect"), GivenPath.dialect(dialect));
        }
        return all;
    }

    /** Returns the options as a command line that repeats the trials. */
    String commandLine() {
        StringBuilder line = new StringBuilder("--profile " + RerunCommand.quoted(profile));
        if (pairs != null) {
            line.append(" --pairs ").append(RerunCommand.quoted(pairs));
        }
        if (dialect != null) {
            line.append(" --dialect ").append(RerunCommand.quoted(dialect));
        }
        line.append(" --seed ").append(seed);
        settings.forEach((key, value) -> line.append(" -D ").append(RerunCommand.quoted(key + "=" + value)));
        return line.toString();
    }
}
