package timerbench.harness.gate.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import timerbench.harness.gate.GateReport;

/** The files of a gate, in its folder. */
public final class GateFiles {
    private GateFiles() {}

    /** Writes {@code gate.md} into the folder. */
    public static void write(Path folder, GateReport report) throws IOException {
        Files.writeString(folder.resolve("gate.md"), GateTable.format(report));
    }
}
