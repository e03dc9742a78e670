package timerbench.harness.load.injector;

import java.io.IOException;
import java.util.Arrays;

/**
 * How far an injector is, or several together.
 *
 * @param created timers, of those that are created before the load
 * @param requests that were answered
 * @param errors requests that failed
 * @param outstanding callbacks
 */
public record InjectorProgress(long created, long requests, long errors, long outstanding) {
    /** No injector has done anything yet. */
    public static final InjectorProgress NONE = new InjectorProgress(0, 0, 0, 0);

    private static final int NUMBERS = 4;

    /** Returns the progress of both together. */
    InjectorProgress plus(InjectorProgress other) {
        return new InjectorProgress(
                created + other.created,
                requests + other.requests,
                errors + other.errors,
                outstanding + other.outstanding);
    }

    /** Returns its line in a file. */
    String text() {
        return created + " " + requests + " " + errors + " " + outstanding + "\n";
    }

    /** @throws IOException if the line is none */
    static InjectorProgress of(String text) throws IOException {
        try {
            long[] numbers = Arrays.stream(text.strip().split(" "))
                    .mapToLong(Long::parseLong)
                    .toArray();
            if (numbers.length == NUMBERS) {
                return new InjectorProgress(numbers[0], numbers[1], numbers[2], numbers[3]);
            }
        } catch (NumberFormatException e) {
            throw new IOException("no progress: \"" + text + "\"", e);
        }
        throw new IOException("no progress: \"" + text + "\"");
    }
}
