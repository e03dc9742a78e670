package timerbench.harness.show;

import java.util.Optional;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.run.Numbers;

/**
 * One metric in one pair, as it reads.
 *
 * @param ratio absent if one of both was not measured, or is not above zero, of which nothing is a multiple
 * @param ratioText empty if there is no ratio
 */
record PairFigures(String baseline, String candidate, Optional<Double> ratio, String ratioText) {

    static PairFigures of(Pair pair, Finding finding) {
        double[] values = pair.values(finding.metric());
        boolean comparable = values[0] > 0 && values[1] > 0;
        Optional<Double> ratio =
                Optional.of(values[1] / values[0]).filter(known -> comparable && Double.isFinite(known));
        return new PairFigures(
                text(finding, values[0]),
                text(finding, values[1]),
                ratio,
                ratio.map(Numbers::ratio).orElse(""));
    }

    private static String text(Finding finding, double value) {
        return FindingText.value(finding, Optional.of(value).filter(Double::isFinite));
    }
}
