package timerbench.harness.run;

import java.util.Optional;

/**
 * A part of the timers of a trial, and what became of it.
 *
 * @param name of the shard or group, or the address of the instance
 * @param stored the timers that were stored when the trial had ended
 * @param fired the callbacks after the warm-up
 * @param latenessMean microseconds that first callbacks were late on average, as the target reports it
 * @param lateness of first callbacks in microseconds, as the harness measured it
 */
public record Part(
        Kind kind,
        String name,
        Optional<Long> stored,
        Optional<Long> fired,
        Optional<Double> latenessMean,
        Optional<Distribution> lateness) {

    /** What divides the timers. */
    public enum Kind implements Word {
        /** A shard of the target. */
        SHARD,
        /** A process of the target, by the address that was asked. */
        INSTANCE,
        /** A group, in which timer ids are unique. */
        GROUP
    }

    public Part {
        Require.present(name, kind.word());
        stored.ifPresent(
                count -> Require.that(count >= 0, "%s %s: stored must not be negative, was %d", kind, name, count));
        fired.ifPresent(
                count -> Require.that(count >= 0, "%s %s: fired must not be negative, was %d", kind, name, count));
        latenessMean.ifPresent(
                mean -> Require.that(Double.isFinite(mean), "%s %s: latenessMean was %s", kind, name, mean));
        Require.that(
                kind != Kind.GROUP || (fired.isPresent() && lateness.isPresent()),
                "group %s: fired or lateness is missing",
                name);
    }

    /** Returns what two harnesses have measured of the same group together. */
    public Part plus(Part other) {
        return new Part(
                kind,
                name,
                Optional.empty(),
                Optional.of(fired.orElseThrow() + other.fired.orElseThrow()),
                Optional.empty(),
                Optional.of(lateness.orElseThrow().plus(other.lateness.orElseThrow())));
    }
}
