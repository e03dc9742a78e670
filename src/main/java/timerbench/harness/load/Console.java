package timerbench.harness.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a person sees of a run while it is on: progress in place on a terminal, elsewhere a line every few seconds. */
public final class Console {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean midLine;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Returns the console of this process, whose output Maven, where it started it, passes on to its own. */
    public static Console system() {
        Stream<ProcessHandle> writers = Stream.concat(Stream.of(ProcessHandle.current()), RunProcess.maven().stream());
        return new Console(System.out, writers.anyMatch(Console::writesToTerminal));
    }

    /** Only Linux tells where another process writes; elsewhere progress comes in lines. */
    private static boolean writesToTerminal(ProcessHandle process) {
        try {
            Path output = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "fd", "1"));
            return output.startsWith("/dev/pts") || output.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Returns how often progress is to be told. */
    public Duration period() {
        return Duration.ofSeconds(terminal ? 1 : 5);
    }

    /** Shows the line in the place of the progress shown before, if on a terminal. */
    public synchronized void progress(String line) {
        if (terminal) {
            out.print(CLEAR_LINE + line);
            out.flush();
            midLine = true;
        } else {
            out.println(line);
        }
    }

    /** Prints lines that stay. */
    public synchronized void say(String text) {
        if (midLine) {
            out.print(CLEAR_LINE);
            midLine = false;
        }
        out.println(text);
    }
}
