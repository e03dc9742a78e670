package timerbench.harness.judge.gate;

import java.util.List;

/**
 * What a gate's trials come to.
 *
 * @param reasons the verdict in sentences, the deciding one first; never empty
 * @param findings one a metric, those that decided first
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
