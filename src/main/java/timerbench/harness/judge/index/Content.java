package timerbench.harness.judge.index;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.run.RunFile;

/** What a folder holds. */
public sealed interface Content {
    /** The kinds of folders, with the file by which each is known. */
    enum Kind {
        COMPARISON("comparison.json"),
        GATE("verdict.json"),
        RECOVERY("recover.json"),
        SWEEP("sweep.json"),
        RUN(RunFile.NAME);

        private final String file;

        Kind(String file) {
            this.file = file;
        }

        String file() {
            return file;
        }
    }

    /**
     * A run.
     *
     * @param given the settings that were given for it, by their names
     */
    record OfRun(HistoryRow row, Map<String, String> given) implements Content {
        public OfRun {
            given = Map.copyOf(given);
        }
    }

    /**
     * A comparison.
     *
     * @param varied what differs between the variants
     * @param problems the variants that are missing, and the runs that failed
     */
    record OfComparison(
            String varied, List<String> variants, List<String> operations, int repeats, boolean complete, int problems)
            implements Content {
        public OfComparison {
            variants = List.copyOf(variants);
            operations = List.copyOf(operations);
        }
    }

    /** A gate, with the names of its sides. */
    record OfGate(Verdict verdict, Instant at, String baseline, String candidate) implements Content {}

    /**
     * A sweep.
     *
     * @param axes with their values
     * @param failed the runs that failed
     */
    record OfSweep(String measure, List<String> axes, boolean complete, int failed) implements Content {
        public OfSweep {
            axes = List.copyOf(axes);
        }
    }

    /**
     * A recovery experiment.
     *
     * @param faults by their short forms
     * @param runs that count, with a fault in each
     */
    record OfRecovery(RecoverResult.Verdict verdict, List<String> faults, int runs) implements Content {
        public OfRecovery {
            faults = List.copyOf(faults);
        }
    }

    /** A folder that nothing is known of. */
    record Unreadable(String reason) implements Content {}

    /** Returns when it was measured or judged; absent if the file does not say. */
    default Optional<Instant> when() {
        if (this instanceof OfRun run) {
            return Optional.of(run.row().testDate());
        }
        return this instanceof OfGate gate ? Optional.of(gate.at()) : Optional.empty();
    }
}
