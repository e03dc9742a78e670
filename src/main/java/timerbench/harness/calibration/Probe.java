package timerbench.harness.calibration;

import java.util.EnumMap;
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
 * CPU is taken as the share of what the service uses per request, a delay as the share of the time that it takes for one by its
 * own clock.
 */
public final class Probe {
    private static final int PAIRS = 6;
    private static final double CONFIDENCE = 0.95;

    /** In which way a service is slower. */
    public enum Kind {
        /** By what it burns; measured by what it uses a request. */
        CPU {
            @Override
            double effect(Probe probe) {
                Scenario tried = new Scenario("probe-cpu", 40, 0, "");
                return probe.effect(tried, TrialValue.CPU_SECONDS_PER_THOUSAND) / tried.cpuMicros();
            }

            @Override
            Scenario slower(String name, double share, double effect) {
                return new Scenario(name, Math.log1p(share) / effect, 0, "");
            }
        },
        /** By what it sleeps; measured by the time that it takes for a request. */
        DELAY {
            @Override
            double effect(Probe probe) {
                Scenario tried = new Scenario("probe-delay", 0, 300, "");
                return probe.effect(tried, TrialValue.SERVER_TIME_MEAN) / tried.delayMicros();
            }

            @Override
            Scenario slower(String name, double share, double effect) {
                return new Scenario(name, 0, Math.log1p(share) / effect, "");
            }
        };

        /** Returns by how much a microsecond of it makes the service slower, as the logarithm of a ratio. */
        abstract double effect(Probe probe);

        /** Returns what is slower by the share. */
        abstract Scenario slower(String name, double share, double effect);
    }

    private final PairedTrials trials;

    public Probe(PairedTrials trials) {
        this.trials = trials;
    }

    /**
     * Returns the scenarios of slower candidates.
     *
     * @param shares by how much they are slower: 0.05 for 5 %
     * @throws TargetException if a trial came to nothing, or the service was not slower
     */
    public List<Scenario> slower(List<Kind> kinds, List<Double> shares) {
        Map<Kind, Double> effects = new EnumMap<>(Kind.class);
        kinds.forEach(kind -> effects.put(kind, kind.effect(this)));
        return shares.stream()
                .flatMap(share -> effects.entrySet().stream()
                        .map(kind -> kind.getKey().slower(name(kind.getKey(), share), share, kind.getValue())))
                .toList();
    }

    private static String name(Kind kind, double share) {
        return String.format(Locale.ROOT, "%s-%.0f", kind.name().toLowerCase(Locale.ROOT), share * 100);
    }

    /** Returns by how much a value became larger, as the logarithm of a ratio. */
    private double effect(Scenario scenario, TrialValue value) {
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
                .map(ratio -> Math.log(ratio.ratio()))
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
