package timerbench.harness.judge.gate;

import java.util.List;
import java.util.Optional;
import timerbench.harness.run.Word;

/**
 * What a pair of trials did differently, as profilers saw it.
 *
 * @param source of the figures, such as {@code JFR, 10 ms; pg_stat_statements}
 * @param changes those that cannot be noise, the most important first; then the others, those that are least likely to be noise first
 * @param notes what was not seen, in sentences
 * @param stacks of both sides' CPU samples; empty if there is no profile of stacks
 */
public record Explanation(String source, List<Change> changes, List<String> notes, Optional<Stacks> stacks) {
    public Explanation {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /** What a change is about. */
    public enum Kind implements Word {
        /**
         * Samples in which a thread runs a method, or what it calls in libraries: per request, in percent of all that
         * the baseline has per request.
         */
        CPU("CPU samples"),
        /** Memory that a method allocates, in bytes per request. */
        ALLOCATION("allocation"),
        /** Time in which threads wait for a lock, in microseconds per request. */
        LOCK("lock"),
        /** Time in which threads sleep or are parked within a method, in microseconds per request. */
        WAIT("wait"),
        /** Pauses of the garbage collector, in microseconds per request. */
        GC("GC"),
        /** Calls of a statement of the database, per request. */
        STATEMENT_CALLS("calls of a statement"),
        /** Time of a statement in the database, in microseconds per request. */
        STATEMENT_TIME("time of a statement"),
        /** A figure of the process that the system knows, per request. */
        SYSTEM("system");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /**
     * One difference between both sides.
     *
     * @param name method as {@code Class.method}, statement, or figure
     * @param where the nearest callers, the nearest first; empty for what has no stack
     * @param unit of the values, per request, such as {@code µs}
     * @param baseline per request
     * @param candidate per request
     * @param noise standard error of their difference, from slices of the pair
     */
    public record Change(
            Kind kind, String name, List<String> where, String unit, double baseline, double candidate, double noise) {
        private static final double SURE = 4;

        public Change {
            where = List.copyOf(where);
        }

        public double difference() {
            return candidate - baseline;
        }

        /** Returns how many standard errors the difference is from 0; infinite without noise. */
        public double surprise() {
            return difference() == 0 ? 0 : Math.abs(difference()) / noise;
        }

        /** Whether the difference is too large to be noise. Of hundreds of changes, none should be by chance. */
        public boolean isSure() {
            return surprise() >= SURE;
        }
    }

    /**
     * CPU samples of both sides as collapsed stacks: lines of frames separated by semicolons, the outermost first, a
     * space, and the number of samples.
     *
     * @param baselinePercent one sample of the baseline, in percent of all that it has; per request
     * @param candidatePercent one sample of the candidate, in percent of all that the baseline has; per request
     */
    public record Stacks(
            List<String> baseline, List<String> candidate, double baselinePercent, double candidatePercent) {
        public Stacks {
            baseline = List.copyOf(baseline);
            candidate = List.copyOf(candidate);
        }
    }
}
