package timerbench.harness.experiment.paired;

import java.time.Duration;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * When which of two loads has its turn. They take turns of equal length, in pairs of turns whose order is drawn, so that a
 * machine that is faster now and slower then is so for both. The hold begins and ends with a pair of turns.
 */
final class Turns {
    private static final int DRAWN = 4_096;

    private final long holdFrom;
    private final long holdTo;
    private final long length;
    private final BitSet secondFirst = new BitSet(DRAWN);

    /**
     * @param now by {@link System#nanoTime}, when the warm-up begins
     * @param coin draws the order of each pair of turns
     */
    Turns(PairedSettings settings, long now, SplittableRandom coin) {
        // Either load has its share of both.
        this.holdFrom = now + 2 * settings.warmUp().toNanos();
        this.holdTo = holdFrom + 2 * settings.hold().toNanos();
        this.length = settings.turn().toNanos();
        for (int i = 0; i < DRAWN; i++) {
            secondFirst.set(i, coin.nextBoolean());
        }
    }

    long holdFrom() {
        return holdFrom;
    }

    long holdTo() {
        return holdTo;
    }

    /**
     * Returns how long it is until the load has its turn: nothing, if it has it now.
     *
     * @param load 0 or 1
     */
    Duration until(int load, long now) {
        long turn = Math.floorDiv(now - holdFrom, length);
        if (has(turn) == load) {
            return Duration.ZERO;
        }
        while (has(turn) != load) {
            turn++;
        }
        return Duration.ofNanos(holdFrom + turn * length - now);
    }

    private int has(long turn) {
        int pair = Math.floorMod(Math.floorDiv(turn, 2), DRAWN);
        boolean isFirst = Math.floorMod(turn, 2) == 0;
        return isFirst == secondFirst.get(pair) ? 1 : 0;
    }
}
