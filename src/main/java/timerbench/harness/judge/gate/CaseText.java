package timerbench.harness.judge.gate;

import timerbench.harness.run.Numbers;

/** Why a metric came to its conclusion, in a sentence. */
final class CaseText {
    private final MetricCase metricCase;
    private final GateRules rules;

    CaseText(MetricCase metricCase, GateRules rules) {
        this.metricCase = metricCase;
        this.rules = rules;
    }

    String reason() {
        return metricCase.confirmation().map(this::afterConfirmation).orElseGet(this::afterFirst);
    }

    private String afterFirst() {
        TestedMetric first = metricCase.first();
        if (!first.complete()) {
            return incomplete(first);
        }
        String shown = first.isTooNoisy() ? tooNoisy(first) : "no change shown";
        return shown + ": " + outcome(first) + tooSmallToCount(first) + seen(first);
    }

    private String afterConfirmation(TestedMetric confirmation) {
        String suspicion = outcome(metricCase.first());
        if (metricCase.isConfirmed()) {
            return suspicion + " and " + outcome(confirmation);
        } else if (!confirmation.complete()) {
            return suspicion + ", and not confirmed: " + incomplete(confirmation);
        }
        String unconfirmed = suspicion + ", not confirmed: " + outcome(confirmation) + tooSmallToCount(confirmation);
        TestedMetric noisier = metricCase.first().isTooNoisy() ? metricCase.first() : confirmation;
        return noisier.isTooNoisy()
                ? tooNoisy(noisier) + ": " + unconfirmed + seen(noisier)
                : unconfirmed + seen(noisier);
    }

    private String incomplete(TestedMetric test) {
        int pairs = test.measured().map(MetricRound::pairs).orElse(0);
        return "not measured throughout: " + pairs + " pairs of round " + test.round()
                + " have values above 0 of both sides, wanted " + rules.pairs();
    }

    private static String outcome(TestedMetric test) {
        return Numbers.worsening(test.measured().orElseThrow().worsening()) + " in round " + test.round()
                + " (adjusted p " + Numbers.pValue(test.adjusted()) + ")";
    }

    private String tooSmallToCount(TestedMetric test) {
        boolean sureButSmall = test.adjusted() <= test.level() && !test.isShown();
        return sureButSmall ? ", less than the " + least(test) + " that count" : "";
    }

    private static String tooNoisy(TestedMetric test) {
        return "too noisy in round " + test.round() + " for the "
                + Numbers.percent(test.metric().sought()) + " that are sought";
    }

    private static String least(TestedMetric test) {
        return Numbers.percent(test.metric().least());
    }

    private String seen(TestedMetric test) {
        return test.smallest()
                .map(ratio -> "; a change of " + Numbers.percent(ratio - 1) + " would have been seen with "
                        + Numbers.percent(rules.power()) + " power")
                .orElseGet(() -> "; all pairs alike, so that " + least(test) + " would have been seen");
    }
}
