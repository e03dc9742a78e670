package timerbench.harness.judge.gate;

import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;

/**
 * A metric that a gate judges.
 *
 * @param name as in {@code run.json}, with {@code P95} or {@code Mean} after it for a value of a distribution
 */
public record JudgedMetric(String name, MetricScope subject, Unit unit, Better better) {
    /** Returns name and subject in one piece, such as {@code responseTimeP95 of create}. */
    public String title() {
        return name + subject.name().map(of -> " of " + of).orElse("");
    }
}
