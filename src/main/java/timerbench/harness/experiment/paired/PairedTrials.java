package timerbench.harness.experiment.paired;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.RunTarget;

/**
 * Makes pairs of trials. Which of the two of a pair is the first, and has which turns of the load, is drawn by a coin: the
 * tests rest on nothing else.
 */
public final class PairedTrials {
    /** After one pair of trials the generator still gets faster, from two to four seconds of load to the next. */
    private static final int UNCOUNTED = 3;

    private final TrialRunner runner;
    private final SplittableRandom coin;
    private final Consumer<String> progress;

    /**
     * What was loaded.
     *
     * @param processes whether the services' processes are known here, so that their CPU time is
     */
    public record Tried(RunTarget baseline, boolean processes) {}

    /**
     * @param seed of the coin
     * @param progress told what is done next
     */
    public PairedTrials(PairedSettings settings, ReceiverSettings receiving, long seed, Consumer<String> progress) {
        this.runner = new TrialRunner(settings, receiving);
        this.coin = new SplittableRandom(seed);
        this.progress = progress;
    }

    /**
     * Makes trials that do not count, by which this process, the generator, is compiled. Returns what was loaded.
     *
     * @throws timerbench.harness.targets.TargetException if it came to nothing, or a target did not start
     */
    public Tried tryOut(GateSide baseline, GateSide candidate) {
        progress.accept("trying both out");
        try (BothTargets both = BothTargets.start(baseline, candidate)) {
            for (int i = 0; i < UNCOUNTED; i++) {
                var unused = runner.measure(both, coin.split());
            }
            boolean processes = both.first().processes().containsKey(MetricScope.SERVICE)
                    && both.second().processes().containsKey(MetricScope.SERVICE);
            return new Tried(both.first().description(), processes);
        }
    }

    /** Returns the pairs of a round when all are done. A trial that comes to nothing does not end it. */
    public List<Pair> round(int round, int count, GateSide baseline, GateSide candidate) {
        List<Pair> pairs = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            progress.accept("round " + round + ", pair " + number + " of " + count);
            pairs.add(pair(round, number, baseline, candidate));
        }
        return pairs;
    }

    /** Returns one pair when both of its trials are done. */
    public Pair pair(int round, int number, GateSide baseline, GateSide candidate) {
        boolean baselineFirst = coin.nextBoolean();
        List<PairedTrial> trials = baselineFirst
                ? runner.run(baseline, candidate, coin.split())
                : runner.run(candidate, baseline, coin.split());
        return new Pair(
                round, number, baselineFirst, trials.get(baselineFirst ? 0 : 1), trials.get(baselineFirst ? 1 : 0));
    }
}
