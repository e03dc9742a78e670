package timerbench.harness.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import timerbench.harness.show.RerunCommand;
import timerbench.settings.Settings;

/** The options of trials in pairs. */
final class PairedOptions {
    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Pairs of trials in a round. Default: those of the profile, 13 of gate.")
    private @Nullable String pairs;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "gate, or smoke to see whether it works. Default: ${DEFAULT-VALUE}")
    private String profile = "gate";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the order within each pair. Default: one drawn at random, which the results name.")
    private long seed = new Random().nextInt(1_000_000);

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Any setting of reference.conf, for both sides, such as database=memory or gate.hold=10s.")
    private Map<String, String> settings = new LinkedHashMap<>();

    long seed() {
        return seed;
    }

    /** Returns the settings of both sides, by their full names. */
    Map<String, String> settings() {
        Map<String, String> all = Settings.byKey(settings);
        all.put(Settings.key("profile"), profile);
        if (pairs != null) {
            all.put(Settings.key("gate.pairs"), pairs);
        }
        return all;
    }

    /** Returns the options as they are given on a command line that makes the same again. */
    String commandLine() {
        StringBuilder line = new StringBuilder("--profile " + RerunCommand.quoted(profile));
        if (pairs != null) {
            line.append(" --pairs ").append(RerunCommand.quoted(pairs));
        }
        line.append(" --seed ").append(seed);
        settings.forEach((key, value) -> line.append(" -D ").append(RerunCommand.quoted(key + "=" + value)));
        return line.toString();
    }
}
