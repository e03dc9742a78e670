package timerbench.harness.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Trials of one simulation, one profile and one target: what {@code run.json} holds.
 *
 * @param runId unique among runs
 * @param simulation simple name of the simulation's class
 * @param trials in the order they ran; at least one
 * @param injectors the generators that shared its load; nothing if one process sent it
 * @param accepted absent if it is no baseline
 */
public record Run(
        String runId,
        String simulation,
        RunProfile profile,
        RunTarget target,
        RunEnvironment environment,
        List<Trial> trials,
        List<Injector> injectors,
        Optional<Acceptance> accepted) {

    /** Names the format of {@code run.json}. Its {@code schema/run-1.schema.json} is on the class path. */
    public static final String SCHEMA = "timerbench/run/1";

    public Run {
        Require.present(runId, "run id");
        Require.present(simulation, "simulation");
        Require.that(!trials.isEmpty(), "run %s: a run has at least one trial", runId);
        trials = List.copyOf(trials);
        injectors = List.copyOf(injectors);
    }

    /** A run that nobody has accepted as a baseline. */
    public Run(
            String runId,
            String simulation,
            RunProfile profile,
            RunTarget target,
            RunEnvironment environment,
            List<Trial> trials) {
        this(runId, simulation, profile, target, environment, trials, List.of(), Optional.empty());
    }

    /** Returns this run with the generators that shared its load. */
    public Run with(List<Injector> known) {
        return new Run(runId, simulation, profile, target, environment, trials, known, accepted);
    }

    /**
     * Returns this run as a baseline. A baseline is kept with the sources and must be small, so it has no course:
     * nothing second by second, and no statements of the database.
     */
    public Run accepted(Acceptance acceptance) {
        List<Trial> summaries = trials.stream().map(Trial::summary).toList();
        return new Run(runId, simulation, profile, target, environment, summaries, injectors, Optional.of(acceptance));
    }

    /** Returns the verdict by the thresholds, which is that of the worst trial. */
    public Verdict verdict() {
        if (!trials.stream().allMatch(Trial::isValid)) {
            return Verdict.INVALID;
        }
        List<Threshold> thresholds =
                trials.stream().flatMap(trial -> trial.thresholds().stream()).toList();
        if (thresholds.stream().anyMatch(threshold -> threshold.standing() == Threshold.Standing.CROSSED)) {
            return Verdict.CROSSED;
        }
        boolean judged = thresholds.stream().anyMatch(threshold -> threshold.standing() == Threshold.Standing.MET);
        return judged ? Verdict.PASS : Verdict.NOT_JUDGED;
    }

    /** The result of a run by its own thresholds. */
    public enum Verdict {
        /** All thresholds that could be judged are met. */
        PASS("PASS"),
        /** At least one threshold is crossed. */
        CROSSED("THRESHOLD CROSSED"),
        /** A trial was cut short, or its generator was the bottleneck: the figures are not those of the target. */
        INVALID("INVALID"),
        /** Nothing was judged. */
        NOT_JUDGED("NOT JUDGED");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** Returns the verdict as people read it. */
        public String text() {
            return text;
        }
    }

    /**
     * Marks a run as the baseline that others are compared with.
     *
     * @param by whoever accepted it: a name, no address
     * @param commit of the checkout in which it was accepted; absent if unknown
     */
    public record Acceptance(String by, Instant at, Optional<String> commit) {

        public Acceptance {
            Require.present(by, "accepted by");
            commit.ifPresent(known -> Require.present(known, "commit at which it was accepted"));
        }
    }
}
