package timerbench.harness.experiment.paired;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.judge.gate.Explanation;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateRules;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.load.Console;
import timerbench.harness.load.Provenance;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.run.Database;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunTarget;
import timerbench.harness.show.RerunCommand;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.ApiToken;
import timerbench.settings.InputCheck;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * A session of paired trials, with the settings of both sides: a whole paired gate, or its parts for a calibration.
 */
public final class PairedSession {
    private final Settings settings;
    private final PairedSettings paired;
    private final long seed;
    private final Console console;

    private PairedSession(Settings settings, PairedSettings paired, long seed, Console console) {
        this.settings = settings;
        this.paired = paired;
        this.seed = seed;
        this.console = console;
    }

    /**
     * Returns a session in which the service and its PostgreSQL run as the {@code gate} block of the settings says.
     *
     * @param seed of the coin that draws the order within each pair
     * @throws SettingsException if a setting is wrong
     */
    public static PairedSession of(Settings given, long seed, Console console) {
        PairedSettings paired = given.readProfiled("gate", PairedSettings.class);
        Settings settings = given.with(Map.of(
                Settings.key("embedded.jvmArgs"), paired.jvmArgs(),
                Settings.key("embedded.postgres"), paired.postgres()));
        Dialect dialect = Target.dialect(settings);
        PairedSession session = new PairedSession(settings, paired.fitting(dialect.facts()), seed, console);
        // What trials read later is checked here, before anything is built or started.
        var unused = List.of(
                session.trials(),
                session.gate(TrialValue.gateMetrics(EnumSet.allOf(TrialValue.class))),
                ApiToken.ofEnvironment());
        InputCheck.checkAll(settings);
        return session;
    }

    /** Returns the settings of both sides. */
    public Settings settings() {
        return settings;
    }

    /** Returns the trials of this session, all drawn by one coin. */
    public PairedTrials trials() {
        return new PairedTrials(paired, settings.read("receiver", ReceiverSettings.class), seed, this::progress);
    }

    /**
     * Returns the gate that decides by these metrics.
     *
     * @throws SettingsException if its most pairs are too few or too many
     */
    public PairedGate gate(List<GateMetric> metrics) {
        try {
            return new PairedGate(GateRules.of(metrics, paired.pairs()));
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--pairs: " + e.getMessage(), e);
        }
    }

    /**
     * Measures and compares both sides, pair by pair, until the gate has a verdict.
     *
     * @param options of the command line that repeats the gate, for the report
     * @throws timerbench.harness.targets.TargetException if a side cannot be started at all
     */
    public GateReport compare(GateSide baseline, GateSide candidate, String options) {
        Instant at = Instant.now();
        long start = System.nanoTime();
        PairedTrials trials = trials();
        PairedTrials.Tried tried = trials.tryOut(baseline, candidate);
        PairedGate gate = gate(TrialValue.gateMetrics(tried.measured()));
        List<Pair> pairs = new ArrayList<>();
        PairedGate.Decision decision = gate.judge(pairs);
        while (decision.verdict().isEmpty()) {
            int number = pairs.size() + 1;
            progress("pair " + number + " of at most " + paired.pairs(), (number - 1.0) / paired.pairs());
            pairs.add(trials.pair(number, baseline, candidate));
            decision = gate.judge(pairs);
        }
        GateReport.Sides sides = new GateReport.Sides(
                baseline.side(),
                candidate.side(),
                conditions(tried.baseline(), command(baseline.side(), candidate.side(), options)));
        endProgress();
        return new GateReport(
                GateReport.Kind.PAIRED,
                at,
                Duration.ofNanos(System.nanoTime() - start),
                sides,
                decision.judgement(),
                pairs);
    }

    /**
     * Makes one more pair, under profilers, and returns what the candidate did differently in it. If that fails, the
     * explanation has the reason.
     *
     * @param folder for the recordings of JVMs: {@code baseline.jfr} and {@code candidate.jfr}
     */
    public Explanation explain(GateSide baseline, GateSide candidate, Path folder) {
        say("one more pair of " + paired.explain().hold().toSeconds()
                + " s of hold of each side runs under profilers, to see what changed");
        Explanation explanation = new ExplainedPair(paired, settings.read("receiver", ReceiverSettings.class), seed)
                .explain(baseline, candidate, folder);
        endProgress();
        return explanation;
    }

    /** Returns the conditions of the trials, in the order in which to show them. */
    private Map<String, String> conditions(RunTarget target, String command) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("profile", settings.profile());
        conditions.put(
                "load",
                paired.users() + " users without a pause, " + paired.warmUp().toMillis() + " ms of warm-up, "
                        + paired.hold().toMillis() + " ms of hold of each trial, in turns of "
                        + paired.turn().toMillis() + " ms");
        conditions.put("pairs", "at most " + paired.pairs());
        target.database().map(Database::text).ifPresent(database -> conditions.put("database", database));
        conditions.put("dialect", target.dialect());
        if (target.kind() == RunTarget.Kind.EMBEDDED || target.kind() == RunTarget.Kind.JAR) {
            conditions.put("service's JVM", paired.jvmArgs());
        }
        RunEnvironment environment = Provenance.read();
        conditions.put("machine", machine(environment));
        conditions.put("JDK", environment.jdk());
        environment
                .gitCommit()
                .or(Provenance::unknown)
                .ifPresent(commitOrReason -> conditions.put("timer-bench", commitOrReason));
        conditions.put("seed", Long.toString(seed));
        conditions.put("command", command);
        return conditions;
    }

    private static String command(GateReport.Side baseline, GateReport.Side candidate, String options) {
        return "./timer-bench gate --baseline-target " + target(baseline) + " --candidate-target " + target(candidate)
                + " " + options;
    }

    /** Returns the target with its commit: a name such as HEAD means another commit tomorrow. */
    private static String target(GateReport.Side side) {
        return RerunCommand.quoted(Optional.ofNullable(side.details().get("commit"))
                .map(commit -> "git:" + commit)
                .orElse(side.name()));
    }

    /** Returns a machine as text: processors, system and architecture. */
    public static String machine(RunEnvironment environment) {
        RunEnvironment.Machine machine = environment.machine();
        return machine.cpus() + " × " + machine.cpuModel() + ", " + machine.os() + " " + machine.arch();
    }

    /** Prints a line that stays. */
    public void say(String line) {
        console.say("timer-bench: " + line);
    }

    /** Removes the progress, so that a result can follow. */
    public void endProgress() {
        console.clear();
    }

    /** Prints the next step, on a terminal in place, and how much is done: from 0 to 1. */
    public void progress(String line, double share) {
        console.progress(share, "timer-bench: " + line);
    }
}
