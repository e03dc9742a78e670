package timerbench.harness.judge.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gate's verdict and what it rests on: what all its files are made from.
 *
 * @param kind against a file, or paired
 * @param reasons the verdict in sentences, the deciding one first; never empty
 * @param findings the metrics that were judged, those that decided first
 * @param conditions under which both were measured, in the order in which to show them: profile, database, machine, seed …
 * @param pairs of a paired gate, in the order in which they ran
 */
public record GateReport(
        Kind kind,
        Instant at,
        Duration took,
        Verdict verdict,
        Side baseline,
        Side candidate,
        List<String> reasons,
        List<Finding> findings,
        Map<String, String> conditions,
        List<Pair> pairs) {

    /** Names the form of {@code verdict.json}, for which {@code schema/verdict-1.schema.json} is on the class path. */
    public static final String SCHEMA = "timerbench/verdict/1";

    public GateReport {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a verdict needs a reason");
        }
        reasons = List.copyOf(reasons);
        findings = List.copyOf(findings);
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        pairs = List.copyOf(pairs);
    }

    /** What the candidate was held against. */
    public enum Kind {
        FILE("file"),
        PAIRED("paired");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Returns the word for it in {@code verdict.json}. */
        public String word() {
            return word;
        }
    }
}
