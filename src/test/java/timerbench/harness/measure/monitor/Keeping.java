package timerbench.harness.measure.monitor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A program that keeps so many bytes, leaves more garbage, and ends with its standard input. */
final class Keeping {
    private static final int BLOCK = 1_000_000;
    private static final int GARBAGE = 40;

    private Keeping() {}

    public static void main(String[] args) throws IOException {
        List<byte[]> kept = new ArrayList<>();
        long dropped = 0;
        for (int blocks = Integer.parseInt(args[0]); blocks > 0; blocks--) {
            kept.add(new byte[BLOCK]);
        }
        for (int i = 0; i < GARBAGE; i++) {
            dropped += new byte[BLOCK].length;
        }
        System.out.println("keeps " + kept.size() + " blocks and dropped " + dropped);
        while (System.in.read() >= 0) {
            kept.get(0)[0]++;
        }
    }
}
