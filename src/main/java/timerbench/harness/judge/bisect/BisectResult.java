package timerbench.harness.judge.bisect;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.judge.gate.Cause;
import timerbench.harness.judge.gate.Explanation;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Word;

/**
 * The result of a bisection, from which all its files are made.
 *
 * @param at when it began
 * @param gate of the good commit against the bad one
 * @param search for the culprit; empty if the gate found no metric that became worse
 * @param explanation of the culprit against the commit before it
 * @param command that repeats it
 */
public record BisectResult(
        Instant at,
        Duration took,
        CommitRange range,
        GateReport gate,
        Optional<SearchResult> search,
        Optional<Explanation> explanation,
        String command) {
    /** Names the form of {@code bisect.json}, for which {@code schema/bisect-1.schema.json} is on the class path. */
    public static final String SCHEMA = "timerbench/bisect/1";

    /** How a bisection ends. */
    public enum Outcome implements Word {
        /** The bad commit is no slower than the good one. */
        NOTHING(0),
        FOUND(1),
        INCONCLUSIVE(ExitCode.INCONCLUSIVE);

        private final int exitCode;

        Outcome(int exitCode) {
            this.exitCode = exitCode;
        }

        /** Returns the exit code of the command line. */
        public int exitCode() {
            return exitCode;
        }
    }

    public Outcome outcome() {
        if (search.flatMap(SearchResult::culprit).isPresent()) {
            return Outcome.FOUND;
        }
        boolean nothing = gate.verdict() == Verdict.PASS || gate.verdict() == Verdict.IMPROVEMENT;
        return nothing ? Outcome.NOTHING : Outcome.INCONCLUSIVE;
    }

    /** Returns the gate's report with what the search found, and with the command that repeats both. */
    public GateReport report() {
        Map<String, String> conditions = new LinkedHashMap<>(gate.conditions());
        conditions.put("command", command);
        return new GateReport(
                gate.kind(),
                gate.at(),
                gate.took(),
                new GateReport.Sides(gate.baseline(), gate.candidate(), conditions),
                gate.judgement(),
                gate.pairs(),
                new Cause(explanation, search.flatMap(SearchResult::culprit)));
    }
}
