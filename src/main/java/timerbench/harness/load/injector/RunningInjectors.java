package timerbench.harness.load.injector;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Injectors that were started, by their index from 0. Each has a folder, in which it and its coordinator leave files
 * for each other ({@link InjectorFolder}). Closing ends the injectors, and removes all that is left of them.
 */
public interface RunningInjectors extends AutoCloseable {
    /**
     * Returns why an injector cannot deliver its part any more, such as {@code exit code 137: killed, out of memory};
     * empty while it can, or if it has ended well.
     *
     * @throws IOException if the engine does not answer
     */
    Optional<String> failure(int index) throws IOException;

    /**
     * Returns a file of the injector's folder; empty if it is not there, or not yet. Works after the injector has
     * ended, as far as the engine can.
     *
     * @throws IOException if the engine does not answer, or the file cannot be read
     */
    Optional<byte[]> read(int index, String file) throws IOException;

    /**
     * Writes a file into the injector's folder. The injector sees all of it or nothing.
     *
     * @throws IOException if the injector cannot be reached
     */
    void write(int index, String file, byte[] content) throws IOException;

    /**
     * Returns how the injector's clock differs from the clock of this process.
     *
     * @throws IOException if the injector cannot be reached
     */
    ClockDifference clock(int index) throws IOException;

    /** Returns the last lines that the injector printed; none if they cannot be read. */
    List<String> lastLines(int index);

    @Override
    void close();

    /**
     * A difference of clocks.
     *
     * @param ahead by how much the injector's clock is ahead; negative if it is behind
     * @param uncertainty the most by which {@code ahead} may be wrong
     */
    record ClockDifference(Duration ahead, Duration uncertainty) {
        /** Two processes that read the same clock. */
        public static final ClockDifference NONE = new ClockDifference(Duration.ZERO, Duration.ZERO);
    }
}
