package timerbench.harness.judge.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.run.Word;

/**
 * The report of a gate, from which all its files are made.
 *
 * @param at when the gate judged, or began to measure
 * @param pairs of a paired gate, in the order in which they ran; none of a gate against a file
 * @param cause of the verdict, as far as it is known
 */
public record GateReport(
        Kind kind, Instant at, Duration took, Sides sides, Judgement judgement, List<Pair> pairs, Cause cause) {

    /**
     * Names the form of {@code verdict.json}, for which {@code schema/verdict-2.schema.json} is on the class path.
     */
    public static final String SCHEMA = "timerbench/verdict/2";

    public GateReport {
        pairs = List.copyOf(pairs);
    }

    /** A report without a known cause. */
    public GateReport(Kind kind, Instant at, Duration took, Sides sides, Judgement judgement, List<Pair> pairs) {
        this(kind, at, took, sides, judgement, pairs, Cause.UNKNOWN);
    }

    /** Returns the same report with a cause. */
    public GateReport with(Cause known) {
        return new GateReport(kind, at, took, sides, judgement, pairs, known);
    }

    /** What the candidate is compared with. */
    public enum Kind implements Word {
        FILE("file"),
        PAIRED("paired");

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
     * The two sides of a gate.
     *
     * @param conditions under which both were measured, in the order in which to show them: profile, database,
     *     machine, seed …
     */
    public record Sides(Side baseline, Side candidate, Map<String, String> conditions) {
        public Sides {
            conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        }
    }

    /**
     * A verdict and its grounds.
     *
     * @param reasons the verdict in sentences, the deciding one first; never empty
     * @param findings one for each metric, the deciding ones first
     */
    public record Judgement(Verdict verdict, List<String> reasons, List<Finding> findings) {
        public Judgement {
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a verdict needs a reason");
            }
            reasons = List.copyOf(reasons);
            findings = List.copyOf(findings);
        }
    }

    public Side baseline() {
        return sides.baseline();
    }

    public Side candidate() {
        return sides.candidate();
    }

    public Map<String, String> conditions() {
        return sides.conditions();
    }

    public Verdict verdict() {
        return judgement.verdict();
    }

    public List<String> reasons() {
        return judgement.reasons();
    }

    public List<Finding> findings() {
        return judgement.findings();
    }

    /**
     * One of the two sides that a gate compares.
     *
     * @param name as the user named it: a file, an address, {@code git:REV}; no secrets
     * @param details further facts, such as {@code commit}, in the order in which to show them
     */
    public record Side(String name, Map<String, String> details) {
        public Side {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a side of a gate needs a name");
            }
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        }
    }
}
