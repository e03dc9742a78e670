package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.run.WholeFile;

/** Writes the files of a gate's verdict. */
public final class GateFiles {
    private GateFiles() {}

    /**
     * Writes {@code gate.html}, {@code gate.md}, {@code junit.xml} and {@code verdict.json} into the folder, which is
     * created if it is missing. {@code verdict.json} comes last: whoever finds it also finds the others. Nobody ever
     * sees half a file.
     */
    public static void write(Path folder, GateReport report) throws IOException {
        Files.createDirectories(folder);
        WholeFile.write(folder.resolve("gate.html"), GatePage.text(report));
        WholeFile.write(folder.resolve("gate.md"), GateMarkdown.text(report));
        WholeFile.write(folder.resolve("junit.xml"), GateJunit.text(report));
        WholeFile.write(folder.resolve("verdict.json"), GateJson.text(report));
    }
}
