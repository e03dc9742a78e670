package timerbench.harness.experiment.paired;

import java.time.Duration;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * The turns of two loads. All turns have the same length. The order within each pair of turns is drawn, so that a
 * machine whose speed varies is as fast for one load as for the other. The hold begins and ends with a pair of turns.
 */
final class Turns {
    private static final int DRAWN = 4_096;

    private final long holdFrom;
    private final long holdTo;
    private final long length;
    private final BitSet secondFirst = new BitSet(DRAWN);

    /**
     * @param now the beginning of the warm-up, by {@link System#nanoTime}
     * @param coin draws the order of each pair of turns
     */
    Turns(PairedSettings settings, long now, SplittableRandom coin) {
        // Each load has half of both.
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
     * Returns the time until the load has its turn; zero if it has it now.
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
