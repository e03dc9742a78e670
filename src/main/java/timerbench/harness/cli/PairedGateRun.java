package timerbench.harness.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import timerbench.harness.experiment.paired.GateSide;
import timerbench.harness.experiment.paired.GateSides;
import timerbench.harness.experiment.paired.PairedTrials;
import timerbench.harness.experiment.paired.PrimaryMetrics;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.load.Console;
import timerbench.settings.SettingsException;

/** The gate that measures both sides itself, in pairs of trials, with its options. */
final class PairedGateRun {
    private static final String BASELINE = "--baseline-target";
    private static final String CANDIDATE = "--candidate-target";

    @Option(
            names = BASELINE,
            paramLabel = "TARGET",
            description = "What the candidate is held against, in trials that this command makes: git:REV, a jar, a"
                    + " container image, or the address of a running service (docs/gate.md).")
    private @Nullable String baseline;

    @Option(names = CANDIDATE, paramLabel = "TARGET", description = "What is judged, likewise.")
    private @Nullable String candidate;

    @Mixin
    private PairedOptions options = new PairedOptions();

    /** Returns whether the user asked for this kind of gate. */
    boolean isAsked() {
        return baseline != null || candidate != null;
    }

    /**
     * Returns the verdict, when all trials are done.
     *
     * @throws SettingsException if an option is wrong
     * @throws timerbench.harness.targets.TargetException if a side cannot be started at all
     */
    GateReport run() {
        String before = given(BASELINE, baseline);
        String after = given(CANDIDATE, candidate);
        PairedSession session = PairedSession.begin(options, Console.system());
        GateSides contenders = new GateSides(session.settings(), CalledFrom.resolve(Path.of("")), session::say);
        try (GateSide one = contenders.of(before, Map.of());
                GateSide other = contenders.of(after, Map.of())) {
            return new Rounds(session, one, other).report();
        }
    }

    private static String given(String option, @Nullable String target) {
        if (target == null) {
            throw new SettingsException(option + " is missing: " + BASELINE + " and " + CANDIDATE + " go together");
        }
        return target;
    }

    /** The trials of one gate. */
    private record Rounds(PairedSession session, GateSide before, GateSide after) {
        GateReport report() {
            Instant at = Instant.now();
            long start = System.nanoTime();
            PairedTrials trials = session.trials();
            PairedTrials.Tried tried = trials.tryOut(before, after);
            PairedGate gate = session.gate(PrimaryMetrics.of(tried.processes()));
            List<Pair> first = trials.round(1, gate.rules().pairs(), before, after);
            PairedGate.Rounds rounds = gate.judge(first);
            List<Pair> confirmation = confirmation(trials, gate, rounds.suspects());
            GateReport.Judgement judgement = rounds.confirmedBy(confirmation).judgement();
            return new GateReport(
                    GateReport.Kind.PAIRED,
                    at,
                    Duration.ofNanos(System.nanoTime() - start),
                    new GateReport.Sides(
                            before.side(),
                            after.side(),
                            session.conditions(tried.baseline(), before.side(), after.side())),
                    judgement,
                    Stream.concat(first.stream(), confirmation.stream()).toList());
        }

        private List<Pair> confirmation(PairedTrials trials, PairedGate gate, List<String> suspects) {
            if (suspects.isEmpty()) {
                return List.of();
            }
            session.say("the first round shows a change of " + String.join(", ", suspects)
                    + "; fresh pairs are to confirm it");
            return trials.round(2, gate.rules().pairs(), before, after);
        }
    }
}
