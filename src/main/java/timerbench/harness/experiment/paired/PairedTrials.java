package timerbench.harness.experiment.paired;

import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.clock.ClockProbe;
import timerbench.harness.measure.clock.TargetClock;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.RunTarget;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;
import timerbench.harness.targets.process.DatabaseException;

/**
 * Makes pairs of trials: starts both targets, loads them in turns of a fraction of a second, waits for their
 * callbacks and ends them. A coin draws which of the two comes first and has which turns of the load; the statistical
 * tests assume nothing else.
 */
public final class PairedTrials {
    private final PairedSettings settings;
    private final ReceiverSettings receiving;
    private final SplittableRandom coin;
    private final ObjDoubleConsumer<String> progress;
    private final Map<List<String>, InstantSource> clocks = new HashMap<>();

    /** The end of the targets of the last pair, while those of the next one start. */
    private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

    /**
     * What was loaded.
     *
     * @param measured the values that can be measured of both sides
     */
    public record Tried(RunTarget baseline, Set<TrialValue> measured) {}

    /**
     * @param seed of the coin
     * @param progress receives the next step, and the share of the pairs that is done
     */
    public PairedTrials(
            PairedSettings settings, ReceiverSettings receiving, long seed, ObjDoubleConsumer<String> progress) {
        this.settings = settings;
        this.receiving = receiving;
        this.coin = new SplittableRandom(seed);
        this.progress = progress;
    }

    /**
     * Makes trials that do not count, so that this process, the generator, is compiled. Returns what was loaded.
     *
     * @throws TargetException if a trial failed, or a target did not start
     */
    public Tried tryOut(GateSide baseline, GateSide candidate) {
        progress.accept("trying both out", 0);
        try (BothTargets both = BothTargets.start(baseline, candidate)) {
            List<PairedTrial> trials = measure(both, coin.split());
            Set<TrialValue> expected = TrialFigures.expected(both.first());
            expected.retainAll(TrialFigures.expected(both.second()));
            Set<TrialValue> measured = TrialValue.measured(trials);
            measured.addAll(expected);
            return new Tried(both.first().description(), measured);
        }
    }

    /** Returns so many pairs when all are done. A trial that fails does not end them. */
    public List<Pair> pairs(int count, GateSide baseline, GateSide candidate) {
        List<Pair> pairs = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            progress.accept("pair " + number + " of " + count, (number - 1.0) / count);
            pairs.add(pair(number, baseline, candidate));
        }
        return pairs;
    }

    /** Returns one pair when both of its trials are done. */
    public Pair pair(int number, GateSide baseline, GateSide candidate) {
        boolean baselineFirst = coin.nextBoolean();
        List<PairedTrial> trials =
                baselineFirst ? trials(baseline, candidate, coin.split()) : trials(candidate, baseline, coin.split());
        return new Pair(number, baselineFirst, trials.get(baselineFirst ? 0 : 1), trials.get(baselineFirst ? 1 : 0));
    }

    /**
     * Returns the results of both trials, in this order. If one fails, so do both.
     *
     * @param coin draws the order of their turns
     */
    private List<PairedTrial> trials(GateSide first, GateSide second, SplittableRandom coin) {
        try {
            BothTargets both = BothTargets.start(first, second);
            try {
                joined(ended);
                return measure(both, coin);
            } finally {
                ended = both.end();
            }
        } catch (TargetException | DatabaseException e) {
            PairedTrial failed = PairedTrial.failed(String.valueOf(e.getMessage()));
            return List.of(failed, failed);
        }
    }

    private List<PairedTrial> measure(BothTargets both, SplittableRandom coin) {
        PendingTimers.create(List.of(both.first(), both.second()), settings);
        InstantSource firstClock = clock(both.first());
        InstantSource secondClock = clock(both.second());
        Turns turns = new Turns(settings, System.nanoTime(), coin);
        try (TrialLoad one = new TrialLoad(both.first(), settings, receiving, firstClock, turns, 0);
                TrialLoad other = new TrialLoad(both.second(), settings, receiving, secondClock, turns, 1)) {
            one.begin();
            other.begin();
            await(turns.holdFrom());
            List<TrialFigures.Counters> before = atOnce(one::counters, other::counters);
            await(turns.holdTo());
            List<TrialFigures.Counters> after = atOnce(one::counters, other::counters);
            LedgerReport oneCallbacks = one.drained();
            LedgerReport otherCallbacks = other.drained();
            List<LeftOver> left = atOnce(one::leftOver, other::leftOver);
            return List.of(
                    one.trial(oneCallbacks, before.get(0), after.get(0), left.get(0)),
                    other.trial(otherCallbacks, before.get(1), after.get(1), left.get(1)));
        }
    }

    /** Returns both results. Neither target has more time than the other one until it is asked. */
    static <R> List<R> atOnce(Supplier<R> one, Supplier<R> other) {
        CompletableFuture<R> first = CompletableFuture.supplyAsync(one, BothTargets::run);
        CompletableFuture<R> second = CompletableFuture.supplyAsync(other, BothTargets::run);
        return List.of(joined(first), joined(second));
    }

    private static <R> R joined(CompletableFuture<R> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Two targets elsewhere may have a clock each. The clock of targets that run on from pair to pair is measured
     * once; that of processes of this machine is known.
     */
    private InstantSource clock(Target target) {
        if (target.processes().containsKey(MetricScope.SERVICE)) {
            return Clock.systemUTC();
        }
        return clocks.computeIfAbsent(target.urls(), urls -> {
            InstantSource receiver = Clock.systemUTC();
            TargetHttp http = new TargetClient(target.headers());
            return TargetClock.of(receiver, ClockProbe.against(receiver, http).offset(urls));
        });
    }

    /** Returns at an instant of {@link System#nanoTime}. */
    static void await(long instant) {
        for (long left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /**
     * The targets of a pair. They start at the same time, so that neither has the machine to itself, and end
     * likewise.
     */
    record BothTargets(Target first, Target second) implements AutoCloseable {
        /**
         * Returns both when they are ready. If one does not become ready, the other one is closed.
         *
         * @throws RuntimeException what {@link GateSide#start} throws
         */
        static BothTargets start(GateSide first, GateSide second) {
            List<CompletableFuture<Target>> starting = Stream.of(first, second)
                    .map(side -> CompletableFuture.supplyAsync(side::start, BothTargets::run))
                    .toList();
            try {
                CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new))
                        .join();
            } catch (CompletionException e) {
                starting.stream()
                        .filter(target -> !target.isCompletedExceptionally())
                        .forEach(target -> target.join().close());
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
            return new BothTargets(starting.get(0).join(), starting.get(1).join());
        }

        private static void run(Runnable task) {
            new Thread(task, "targets").start();
        }

        /** Closes both, without waiting for it. If this process ends meanwhile, they end with it. */
        CompletableFuture<Void> end() {
            return CompletableFuture.allOf(
                    CompletableFuture.runAsync(first::close, BothTargets::run),
                    CompletableFuture.runAsync(second::close, BothTargets::run));
        }

        @Override
        public void close() {
            var unused = joined(end());
        }
    }
}
