package timerbench.harness.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.experiment.paired.PairedSettings;
import timerbench.harness.experiment.paired.PairedTrials;
import timerbench.harness.judge.gate.GateRules.GateMetric;
import timerbench.harness.judge.gate.GateRules;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.load.Console;
import timerbench.harness.load.Provenance;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.run.Database;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunTarget;
import timerbench.harness.show.RerunCommand;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** What commands that make trials in pairs have in common: their settings, in force for this process, and what is told of them. */
final class PairedSession {
    private static final String JVM_ARGS = Settings.key("embedded.jvmArgs");
    private static final String POSTGRES = Settings.key("embedded.postgres");

    private final PairedOptions options;
    private final Settings settings;
    private final PairedSettings paired;
    private final Console console;

    private PairedSession(PairedOptions options, Settings settings, PairedSettings paired, Console console) {
        this.options = options;
        this.settings = settings;
        this.paired = paired;
        this.console = console;
    }

    /**
     * Puts the options in force.
     *
     * @throws SettingsException if one is wrong
     */
    static PairedSession begin(PairedOptions options, Console console) {
        Settings given = Settings.load().with(options.settings());
        PairedSettings paired = given.readProfiled("gate", PairedSettings.class);
        Settings settings = given.with(Map.of(JVM_ARGS, paired.jvmArgs(), POSTGRES, paired.postgres()));
        return new PairedSession(options, settings, paired, console);
    }

    /** Returns the settings of both sides. */
    Settings settings() {
        return settings;
    }

    PairedTrials trials() {
        return new PairedTrials(
                paired, settings.read("receiver", ReceiverSettings.class), options.seed(), this::progress);
    }

    /**
     * Returns the gate that decides by these.
     *
     * @throws SettingsException if the pairs of a round are too few or too many for it
     */
    PairedGate gate(List<GateMetric> metrics) {
        try {
            return new PairedGate(GateRules.of(metrics, paired.pairs()));
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--pairs: " + e.getMessage(), e);
        }
    }

    void say(String line) {
        console.say("timer-bench: " + line);
    }

    void progress(String line) {
        console.progress("timer-bench: " + line);
    }

    /** Returns under which conditions the trials are made, in the order in which to show them. */
    Map<String, String> conditions(RunTarget target, Side baseline, Side candidate) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("profile", settings.profile());
        conditions.put(
                "load",
                paired.users() + " users without a pause, " + paired.warmUp().toMillis() + " ms of warm-up, "
                        + paired.hold().toMillis() + " ms of hold of each trial, in turns of "
                        + paired.turn().toMillis() + " ms");
        conditions.put("pairs", paired.pairs() + " a round");
        target.database().map(Database::text).ifPresent(database -> conditions.put("database", database));
        conditions.put("dialect", target.dialect());
        conditions.put("service's JVM", paired.jvmArgs());
        RunEnvironment environment = Provenance.read();
        conditions.put("machine", machine(environment));
        conditions.put("JDK", environment.jdk());
        environment
                .gitCommit()
                .or(Provenance::unknown)
                .ifPresent(commitOrReason -> conditions.put("timer-bench", commitOrReason));
        conditions.put("seed", Long.toString(options.seed()));
        conditions.put(
                "command",
                "./timer-bench gate --baseline-target " + target(baseline) + " --candidate-target " + target(candidate)
                        + " " + options.commandLine());
        return conditions;
    }

    /** A name such as HEAD means another commit tomorrow. */
    private static String target(Side side) {
        return RerunCommand.quoted(Optional.ofNullable(side.details().get("commit"))
                .map(commit -> "git:" + commit)
                .orElse(side.name()));
    }

    static String machine(RunEnvironment environment) {
        RunEnvironment.Machine machine = environment.machine();
        return machine.cpus() + " × " + machine.cpuModel() + ", " + machine.os() + " " + machine.arch();
    }
}
