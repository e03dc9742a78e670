package timerbench.harness.measure.callback;

import java.time.Instant;

/** Converts instants to whole microseconds since 1970, the form in which the ledger keeps millions of them. */
final class Epoch {
    private Epoch() {}

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
