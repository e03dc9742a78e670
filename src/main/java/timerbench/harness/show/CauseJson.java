package timerbench.harness.show;

import java.util.Optional;
import timerbench.harness.judge.gate.Cause;
import timerbench.harness.judge.gate.Cause.Culprit;
import timerbench.harness.judge.gate.Explanation;
import timerbench.harness.judge.gate.Explanation.Change;

/** The cause of a verdict as an object of {@code verdict.json}. */
final class CauseJson {
    private CauseJson() {}

    /** Returns the object; empty if nothing is known. */
    static Optional<JsonObject> object(Cause cause) {
        return Optional.of(cause)
                .filter(known ->
                        known.explanation().isPresent() || known.culprit().isPresent())
                .map(known -> new JsonObject()
                        .with("explanation", known.explanation().map(CauseJson::explanation))
                        .with("culprit", known.culprit().map(CauseJson::culprit)));
    }

    private static JsonObject explanation(Explanation explanation) {
        return new JsonObject()
                .with("source", Optional.of(explanation.source()).filter(source -> !source.isBlank()))
                .with(
                        "changes",
                        explanation.changes().stream().map(CauseJson::change).toList())
                .with("notes", explanation.notes())
                .with(
                        "stacks",
                        explanation
                                .stacks()
                                .map(stacks -> new JsonObject()
                                        .with("baseline", StackFiles.BASELINE)
                                        .with("candidate", StackFiles.CANDIDATE)
                                        .rounded("baselinePercent", stacks.baselinePercent())
                                        .rounded("candidatePercent", stacks.candidatePercent())));
    }

    private static JsonObject change(Change change) {
        return new JsonObject()
                .with("kind", change.kind())
                .with("name", change.name())
                .with("where", change.where())
                .with("unit", change.unit())
                .rounded("baseline", change.baseline())
                .rounded("candidate", change.candidate())
                .rounded("difference", change.difference())
                // JSON has no number for a noise that is not known.
                .rounded("noise", Optional.of(change.noise()).filter(Double::isFinite))
                .with("sure", change.isSure());
    }

    private static JsonObject culprit(Culprit culprit) {
        return new JsonObject()
                .with("commit", culprit.commit())
                .with("subject", culprit.subject())
                .rounded("confidence", culprit.confidence());
    }
}
