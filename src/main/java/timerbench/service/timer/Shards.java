package timerbench.service.timer;

/** The fixed slices into which a store divides its timers, by a hash of their keys. */
public record Shards(int count) {
    public Shards {
        if (count < 1 || count > Short.MAX_VALUE) {
            throw new IllegalArgumentException("shards must be 1 to " + Short.MAX_VALUE + ", was " + count);
        }
    }

    /**
     * Returns the shard of the key, 0 to count - 1. It is stored with the timer, so it must never change. It is
     * computed by {@link String#hashCode}, which the language defines, and the 32-bit finalizer of MurmurHash3.
     */
    public int of(TimerKey key) {
        int hash = 31 * key.groupId().hashCode() + key.timerId().hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return Math.floorMod(hash ^ (hash >>> 16), count);
    }
}
