package timerbench.harness.paired;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import timerbench.harness.callback.ReceiverSettings;
import timerbench.harness.gate.Pair;
import timerbench.harness.gate.PairedTrial;
import timerbench.harness.result.RunTarget;
import timerbench.harness.result.Subject;
import timerbench.harness.target.Target;

/** Makes pairs of trials. Which of the two of a pair comes first is drawn by a coin: the tests rest on nothing else. */
public final class PairedTrials {
    private final TrialRunner runner;
    private final SplittableRandom coin;
    private final Consumer<String> progress;

    /**
     * What was loaded.
     *
     * @param processes whether the service's processes are known here, so that their CPU time is
     */
    public record Tried(RunTarget target, boolean processes) {}

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
     * Makes a trial that does not count, by which this process, the generator, is compiled. Returns what was loaded.
     *
     * @throws timerbench.harness.target.TargetException if it came to nothing, or the target did not start
     */
    public Tried tryOut(Contender contender) {
        progress.accept("trying out " + contender.side().name());
        try (Target target = contender.start()) {
            var unused = runner.measure(target);
            return new Tried(target.description(), target.processes().containsKey(Subject.SERVICE));
        }
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

    /** Returns one pair when both of its trials are done. */
    public Pair pair(int round, int number, Contender baseline, Contender candidate) {
        boolean baselineFirst = coin.nextBoolean();
        PairedTrial first = runner.run(baselineFirst ? baseline : candidate);
        PairedTrial second = runner.run(baselineFirst ? candidate : baseline);
        return baselineFirst
                ? new Pair(round, number, true, first, second)
                : new Pair(round, number, false, second, first);
    }
}
