package timerbench.harness.cli;

import picocli.CommandLine.Option;
import timerbench.harness.stats.ChangePoints;
import timerbench.settings.SettingsException;

/** What counts as a change of level. */
final class ChangeOptions {
    @Option(
            names = "--window",
            paramLabel = "N",
            description = "Runs that are looked at together at first. Default: ${DEFAULT-VALUE}")
    private int window = 50;

    @Option(names = "--level", paramLabel = "P", description = "Of the t-test of a change. Default: ${DEFAULT-VALUE}")
    private double level = 0.0005;

    @Option(
            names = "--least-change",
            paramLabel = "SHARE",
            description = "The least change that is told, as a share of the level before. Default: ${DEFAULT-VALUE}")
    private double leastChange = 0.02;

    ChangePoints.Rules rules() {
        try {
            return new ChangePoints.Rules(window, level, leastChange);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--" + e.getMessage(), e);
        }
    }
}
