package timerbench.harness.paired;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import timerbench.harness.callback.ReceiverSettings;
import timerbench.harness.gate.Pair;
import timerbench.harness.gate.PairedTrial;

/** Makes pairs of trials. Which of the two of a pair comes first is drawn by a coin: the tests rest on nothing else. */
public final class PairedTrials {
    private final TrialRunner runner;
    private final SplittableRandom coin;
    private final Consumer<String> progress;

    /**
     * @param seed of the coin
     * @param progress told what is done next
     */
    public PairedTrials(PairedSettings settings, ReceiverSettings receiving, long seed, Consumer<String> progress) {
        this.runner = new TrialRunner(settings, receiving);
        this.coin = new SplittableRandom(seed);
        this.progress = progress;
    }

    /** Makes a trial that does not count: this process, the generator, is compiled meanwhile. */
    public PairedTrial warmUp(Contender contender) {
        progress.accept("warming up the generator");
        return runner.run(contender);
    }

    /** Returns the pairs of a round when all are done. A trial that comes to nothing does not end it. */
    public List<Pair> round(int round, int count, Contender baseline, Contender candidate) {
        List<Pair> pairs = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            progress.accept("round " + round + ", pair " + number + " of " + count);
            pairs.add(pair(round, number, baseline, candidate));
        }
        return pairs;
    }

    private Pair pair(int round, int number, Contender baseline, Contender candidate) {
        boolean baselineFirst = coin.nextBoolean();
        PairedTrial first = runner.run(baselineFirst ? baseline : candidate);
        PairedTrial second = runner.run(baselineFirst ? candidate : baseline);
        return baselineFirst
                ? new Pair(round, number, true, first, second)
                : new Pair(round, number, false, second, first);
    }
}
