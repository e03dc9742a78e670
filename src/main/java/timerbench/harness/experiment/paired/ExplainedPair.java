package timerbench.harness.experiment.paired;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import timerbench.harness.judge.gate.Explanation;
import timerbench.harness.judge.gate.ProfileComparison;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.profile.SideProfile;
import timerbench.harness.measure.profile.SideProfiler;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.process.DatabaseException;

/** Makes one more pair of trials, with both sides under profilers, and explains by it what changed. */
final class ExplainedPair {
    private final PairedSettings settings;
    private final ReceiverSettings receiving;
    private final SplittableRandom coin;

    /** @param seed of the turns */
    ExplainedPair(PairedSettings settings, ReceiverSettings receiving, long seed) {
        this.settings = settings.holding(settings.explain().hold());
        this.receiving = receiving;
        this.coin = new SplittableRandom(seed);
    }

    /**
     * Returns what the candidate did differently. If the pair or a profiler fails, the explanation has the reason and
     * nothing else: the verdict that it explains stands.
     *
     * @param folder for the recordings of the JVMs; they stay there
     */
    Explanation explain(GateSide baseline, GateSide candidate, Path folder) {
        try {
            Files.createDirectories(folder);
            return explained(baseline, candidate, folder);
        } catch (TargetException | DatabaseException | IOException e) {
            return failed(e.getMessage());
        } catch (RuntimeException e) {
            return failed(e.toString());
        }
    }

    private static Explanation failed(String reason) {
        return new Explanation("", List.of(), List.of("the pair under profilers failed: " + reason), Optional.empty());
    }

    private Explanation explained(GateSide baseline, GateSide candidate, Path folder) {
        try (PairedTrials.BothTargets both = PairedTrials.BothTargets.start(baseline, candidate)) {
            PendingTimers.create(List.of(both.first(), both.second()), settings);
            List<SideProfiler> profilers = PairedTrials.atOnce(
                    () -> SideProfiler.start(both.first(), folder, "baseline"),
                    () -> SideProfiler.start(both.second(), folder, "candidate"));
            try (SideProfiler one = profilers.get(0);
                    SideProfiler other = profilers.get(1)) {
                load(both, one, other);
                List<SideProfile> profiles = PairedTrials.atOnce(one::end, other::end);
                return ProfileComparison.of(profiles.get(0), profiles.get(1));
            }
        }
    }

    private void load(PairedTrials.BothTargets both, SideProfiler first, SideProfiler second) {
        Turns turns = new Turns(settings, System.nanoTime(), coin.split());
        InstantSource clock = InstantSource.system();
        try (TrialLoad one = new TrialLoad(both.first(), settings, receiving, clock, turns, 0);
                TrialLoad other = new TrialLoad(both.second(), settings, receiving, clock, turns, 1)) {
            one.begin();
            other.begin();
            long slice = settings.explain().slice().toNanos();
            for (long end = turns.holdFrom(); end - turns.holdTo() <= 0; end += slice) {
                PairedTrials.await(end);
                first.read(one::answered);
                second.read(other::answered);
            }
            var unused = List.of(one.drained(), other.drained());
        }
    }
}
