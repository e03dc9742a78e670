package timerbench.harness.experiment.calibration;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.PairedRatio;
import timerbench.harness.targets.TargetException;

/**
 * Finds scenarios that make the reference service slower by a given share on this machine. It measures the effect of
 * some burnt CPU, as a share of the CPU that the service uses per request, and of some delay, as a share of the time
 * that the service takes per request by its own clock. It assumes that both effects grow in proportion.
 *
 * <p>Each try burns or sleeps longer, until the effect stands out from the machine's noise: until its interval begins
 * above half of it.
 */
public final class Probe {
    /** The pairs that each measurement needs. */
    static final int PAIRS = 6;

    private static final double CONFIDENCE = 0.95;

    private static final int TRIES = 4;
    private static final int TIMES_LARGER = 4;

    /** The way in which a service is slower. */
    public enum Kind {
        /** It burns CPU, measured by what it uses per request. */
        CPU(100, TrialValue.CPU_SECONDS_PER_THOUSAND) {
            @Override
            Scenario slower(String name, double micros) {
                return new Scenario(name, micros, 0, "");
            }
        },
        /** It sleeps, measured by the time that it takes per request. */
        DELAY(300, TrialValue.SERVER_TIME_MEAN) {
            @Override
            Scenario slower(String name, double micros) {
                return new Scenario(name, 0, micros, "");
            }
        };

        private final double firstMicros;
        private final TrialValue shownBy;

        Kind(double firstMicros, TrialValue shownBy) {
            this.firstMicros = firstMicros;
            this.shownBy = shownBy;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the scenario that burns or sleeps so much. */
        abstract Scenario slower(String name, double micros);
    }

    private final Function<Scenario, List<Pair>> measurement;

    /** @param measurement makes pairs of the service with the scenario's */
    Probe(Function<Scenario, List<Pair>> measurement) {
        this.measurement = measurement;
    }

    /**
     * Returns the scenarios of slower candidates.
     *
     * @param shares by how much they are slower: 0.05 for 5 %
     * @throws TargetException if a trial failed, or the effect of no try stood out
     */
    public List<Scenario> slower(List<Kind> kinds, List<Double> shares) {
        Map<Kind, Double> effects = new EnumMap<>(Kind.class);
        kinds.forEach(kind -> effects.put(kind, effect(kind)));
        return shares.stream()
                .flatMap(share -> effects.entrySet().stream()
                        .map(effect -> effect.getKey().slower(name(effect.getKey(), share), share / effect.getValue())))
                .toList();
    }

    private static String name(Kind kind, double share) {
        return String.format(Locale.ROOT, "%s-%.0f", kind, share * 100);
    }

    /** Returns the share by which a microsecond makes the service slower. */
    private double effect(Kind kind) {
        double micros = kind.firstMicros;
        for (int tries = 1; tries <= TRIES; tries++) {
            Optional<Double> share = share(kind.slower("probe-" + kind, micros), kind.shownBy);
            if (share.isPresent()) {
                return share.get() / micros;
            }
            micros *= TIMES_LARGER;
        }
        throw new TargetException(String.format(
                Locale.ROOT,
                "%.0f µs of %s do not stand out by the service's %s: this machine is too unsteady for a calibration",
                micros / TIMES_LARGER,
                kind,
                kind.shownBy.word()));
    }

    /** Returns the share by which a value became larger; empty if that is lost in the noise. */
    private Optional<Double> share(Scenario scenario, TrialValue value) {
        List<Pair> pairs = measurement.apply(scenario);
        for (Pair pair : pairs) {
            pair.baseline().failure().or(() -> pair.candidate().failure()).ifPresent(reason -> {
                throw new TargetException(scenario.name() + ": " + reason);
            });
        }
        return ratio(pairs, value).filter(Probe::standsOut).map(ratio -> ratio.ratio() - 1);
    }

    private static boolean standsOut(PairedRatio ratio) {
        double share = ratio.ratio() - 1;
        return share > 0
                && ratio.interval()
                        .map(Interval::low)
                        .filter(low -> low - 1 >= share / 2)
                        .isPresent();
    }

    private static Optional<PairedRatio> ratio(List<Pair> pairs, TrialValue value) {
        return PairedRatio.of(
                pairs.stream().mapToDouble(pair -> pair.values(value.word())[1]).toArray(),
                pairs.stream().mapToDouble(pair -> pair.values(value.word())[0]).toArray(),
                CONFIDENCE);
    }
}
