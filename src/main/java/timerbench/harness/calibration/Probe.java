package timerbench.harness.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.gate.Pair;
import timerbench.harness.paired.PairedTrials;
import timerbench.harness.paired.ServiceContender;
import timerbench.harness.paired.TrialValue;
import timerbench.harness.stats.PairedRatio;
import timerbench.harness.target.TargetException;

/**
 * Finds out what makes the reference service slower by a given share on this machine: by what some CPU and some delay do to it.
 * CPU is taken as the share of what the service uses per request, a delay as the share of its throughput.
 */
public final class Probe {
    private static final int PAIRS = 6;
    private static final Scenario CPU = new Scenario("probe-cpu", 40, 0, "");
    private static final Scenario DELAY = new Scenario("probe-delay", 0, 150, "");
    private static final double CONFIDENCE = 0.95;

    private final PairedTrials trials;

    public Probe(PairedTrials trials) {
        this.trials = trials;
    }

    /**
     * Returns the scenarios of slower candidates, by CPU and by delay.
     *
     * @param shares by how much they are slower: 0.05 for 5 %
     * @throws TargetException if a trial came to nothing, or the service was not slower
     */
    public List<Scenario> slower(List<Double> shares) {
        double cpu = effect(CPU, TrialValue.CPU_SECONDS_PER_THOUSAND, 1) / CPU.cpuMicros();
        double delay = effect(DELAY, TrialValue.THROUGHPUT, -1) / DELAY.delayMicros();
        List<Scenario> slower = new ArrayList<>();
        for (double share : shares) {
            String percent = String.format(Locale.ROOT, "%.0f", share * 100);
            slower.add(new Scenario("cpu-" + percent, Math.log1p(share) / cpu, 0, ""));
            slower.add(new Scenario("delay-" + percent, 0, -Math.log1p(-share) / delay, ""));
        }
        return slower;
    }

    /** Returns by how much a value became worse, as the logarithm of a ratio. */
    private double effect(Scenario scenario, TrialValue value, int sign) {
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
        return ratio(pairs, value)
                .map(ratio -> sign * Math.log(ratio.ratio()))
                .filter(effect -> effect > 0)
                .orElseThrow(() -> new TargetException(scenario.name() + " made the service no slower by its "
                        + value.word() + ": this machine is too unsteady for a calibration"));
    }

    private static Optional<PairedRatio> ratio(List<Pair> pairs, TrialValue value) {
        return PairedRatio.of(
                pairs.stream().mapToDouble(pair -> pair.values(value.word())[1]).toArray(),
                pairs.stream().mapToDouble(pair -> pair.values(value.word())[0]).toArray(),
                CONFIDENCE);
    }
}
