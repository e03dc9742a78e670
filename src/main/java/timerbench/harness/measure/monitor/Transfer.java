package timerbench.harness.measure.monitor;

/** Bytes that went each way: received and sent by a network, read from and written to disks. */
public record Transfer(long in, long out) {
    static final Transfer NOTHING = new Transfer(0, 0);

    Transfer plus(Transfer other) {
        return new Transfer(in + other.in, out + other.out);
    }

    /** Returns what came since; a counter that went back, as that of a device that came anew, has nothing. */
    Transfer since(Transfer before) {
        return new Transfer(Math.max(0, in - before.in), Math.max(0, out - before.out));
    }
}
