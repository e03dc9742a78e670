package timerbench.harness.load.fault;

import java.nio.file.Path;
import java.util.Optional;

/** A process that begins a command with an undo, and stays until it is killed. */
final class HeldFault {
    private HeldFault() {}

    public static void main(String[] args) throws InterruptedException {
        ShellCommand shell = new ShellCommand(() -> Path.of(args[0]), text -> text);
        shell.action("true", Optional.of(args[1])).begin();
        Thread.currentThread().join();
    }
}
