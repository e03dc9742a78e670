package timerbench.harness.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import timerbench.harness.gate.Pair;
import timerbench.harness.paired.PairedTrials;
import timerbench.harness.paired.ServiceContender;
import timerbench.harness.paired.TrialValue;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.PairedRatio;
import timerbench.harness.target.TargetException;

/**
 * Finds out what makes the reference service slower by a given share on this machine. CPU follows from what an operation
 * takes; delays from what a short and a long one do to the throughput, since the system makes every sleep longer by what it
 * likes.
 */
public final class Probe {
    private static final int PAIRS = 4;
    private static final double SHORT_MICROS = 100;
    private static final double LONG_MICROS = 400;
    private static final double CONFIDENCE = 0.95;

    private final PairedTrials trials;

    public Probe(PairedTrials trials) {
        this.trials = trials;
    }

    /**
     * Returns the scenarios of slower candidates, by CPU and by delay.
     *
     * @param shares by how much they are slower: 0.05 for 5 %
     * @throws TargetException if a trial came to nothing
     */
    public List<Scenario> slower(List<Double> shares) {
        List<Pair> briefly = pairs(new Scenario("probe-short", 0, SHORT_MICROS, ""));
        List<Pair> longer = pairs(new Scenario("probe-long", 0, LONG_MICROS, ""));
        double cpuMicros = Median.of(baselines(briefly, longer), CONFIDENCE).value() * 1e3;
        double atShort = slowdown(briefly);
        double perMicro = (slowdown(longer) - atShort) / (LONG_MICROS - SHORT_MICROS);
        if (!(perMicro > 0)) {
            throw new TargetException("a delay of " + LONG_MICROS + " µs made the service no slower than one of "
                    + SHORT_MICROS + " µs: this machine is too unsteady for a calibration");
        }
        List<Scenario> slower = new ArrayList<>();
        for (double share : shares) {
            String percent = String.format(Locale.ROOT, "%.0f", share * 100);
            double delay = SHORT_MICROS + (-Math.log1p(-share) - atShort) / perMicro;
            slower.add(new Scenario("cpu-" + percent, cpuMicros * share, 0, ""));
            slower.add(new Scenario("delay-" + percent, 0, Math.max(1, delay), ""));
        }
        return slower;
    }

    private List<Pair> pairs(Scenario scenario) {
        List<Pair> pairs = trials.round(
                1,
                PAIRS,
                new ServiceContender("the service", Map.of()),
                new ServiceContender(scenario.name(), scenario.overrides()));
        for (Pair pair : pairs) {
            pair.baseline().failure().or(() -> pair.candidate().failure()).ifPresent(reason -> {
                throw new TargetException(scenario.name() + ": " + reason);
            });
        }
        return pairs;
    }

    private static double[] baselines(List<Pair> briefly, List<Pair> longer) {
        List<Pair> all = new ArrayList<>(briefly);
        all.addAll(longer);
        return all.stream()
                .mapToDouble(pair -> pair.values(TrialValue.CPU_SECONDS_PER_THOUSAND.word())[0])
                .toArray();
    }

    /** Returns by how much the throughput fell, as the logarithm of a ratio. */
    private static double slowdown(List<Pair> pairs) {
        String throughput = TrialValue.THROUGHPUT.word();
        return PairedRatio.of(
                        pairs.stream()
                                .mapToDouble(pair -> pair.values(throughput)[0])
                                .toArray(),
                        pairs.stream()
                                .mapToDouble(pair -> pair.values(throughput)[1])
                                .toArray(),
                        CONFIDENCE)
                .map(ratio -> Math.log(ratio.ratio()))
                .orElseThrow(() -> new TargetException("a trial of the probe answered no request"));
    }
}
