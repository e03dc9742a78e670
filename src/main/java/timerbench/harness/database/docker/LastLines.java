package timerbench.harness.database.docker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** Keeps the last that a container said. */
final class LastLines implements Consumer<OutputFrame> {
    private static final int KEPT = 20;

    private final Deque<String> lines = new ArrayDeque<>();

    @Override
    public synchronized void accept(OutputFrame frame) {
        lines.add(frame.getUtf8StringWithoutLineEnding());
        if (lines.size() > KEPT) {
            lines.remove();
        }
    }

    synchronized String text() {
        return String.join("\n", lines);
    }
}
