package timerbench.harness.measure.profile;

import java.io.IOException;

/** A program that says that it runs, and ends with its standard input. */
final class RecordedJvm {
    private RecordedJvm() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("runs");
        while (System.in.read() >= 0) {
            // Until nobody writes any more.
        }
    }
}
