package timerbench.harness.experiment.paired;

import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.clock.ClockProbe;
import timerbench.harness.measure.clock.TargetClock;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;
import timerbench.harness.targets.process.DatabaseException;

/**
 * Makes two trials at a time: starts both targets, loads them in turns of a fraction of a second, waits for their callbacks and
 * ends them.
 */
final class TrialRunner {
    private final PairedSettings settings;
    private final ReceiverSettings receiving;
    private final Map<List<String>, InstantSource> clocks = new HashMap<>();

    TrialRunner(PairedSettings settings, ReceiverSettings receiving) {
        this.settings = settings;
        this.receiving = receiving;
    }

    /**
     * Returns what both trials came to, in this order. If one comes to nothing, so do both.
     *
     * @param coin draws the order of their turns
     */
    List<PairedTrial> run(GateSide first, GateSide second, SplittableRandom coin) {
        try (BothTargets both = BothTargets.start(first, second)) {
            return measure(both, coin);
        } catch (TargetException | DatabaseException e) {
            PairedTrial failed = PairedTrial.failed(String.valueOf(e.getMessage()));
            return List.of(failed, failed);
        }
    }

    /**
     * Returns the same of targets that are ready.
     *
     * @throws TargetException if a trial comes to nothing
     */
    List<PairedTrial> measure(BothTargets both, SplittableRandom coin) {
        Target first = both.first();
        Target second = both.second();
        InstantSource firstClock = clock(first);
        InstantSource secondClock = clock(second);
        Turns turns = new Turns(settings, System.nanoTime(), coin);
        try (TrialLoad one = new TrialLoad(first, settings, receiving, firstClock, turns, 0);
                TrialLoad other = new TrialLoad(second, settings, receiving, secondClock, turns, 1)) {
            first.onDeath(one::fail);
            second.onDeath(other::fail);
            one.begin();
            other.begin();
            await(turns.holdFrom());
            TrialReading oneBefore = TrialReading.of(first, one);
            TrialReading otherBefore = TrialReading.of(second, other);
            await(turns.holdTo());
            TrialReading oneAfter = TrialReading.of(first, one);
            TrialReading otherAfter = TrialReading.of(second, other);
            return List.of(
                    TrialResult.of(one.requests(), one.callbacks(), oneBefore, oneAfter),
                    TrialResult.of(other.requests(), other.callbacks(), otherBefore, otherAfter));
        }
    }

    /** Two targets elsewhere may have a clock each. Those that run on from pair to pair are measured once. */
    private InstantSource clock(Target target) {
        return clocks.computeIfAbsent(target.urls(), urls -> {
            InstantSource receiver = Clock.systemUTC();
            TargetHttp http = new TargetClient(target.headers());
            return TargetClock.of(receiver, ClockProbe.against(receiver, http).offset(urls));
        });
    }

    private static void await(long instant) {
        for (long left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
