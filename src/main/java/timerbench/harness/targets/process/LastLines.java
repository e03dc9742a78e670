package timerbench.harness.targets.process;

import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps the last lines of a process's output. */
public final class LastLines {
    private final int kept;
    private final Deque<String> lines = new ArrayDeque<>();

    /** @param kept the largest number of lines */
    public LastLines(int kept) {
        this.kept = kept;
    }

    public synchronized void add(String line) {
        lines.add(line);
        if (lines.size() > kept) {
            lines.remove();
        }
    }

    public synchronized String text() {
        return String.join("\n", lines);
    }
}
