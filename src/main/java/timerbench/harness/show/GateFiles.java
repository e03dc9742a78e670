package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.WholeFile;

/** A gate's verdict on a console and as files. */
public final class GateFiles {
    private GateFiles() {}

    /** Returns the verdict for a console, with a line end after every line. */
    public static String console(GateReport report) {
        return ConsoleText.render(GateDocument.of(report));
    }

    /** Returns the verdict for a console, with its headline in colour. */
    public static String console(GateReport report, Colours colours) {
        return ConsoleText.render(GateDocument.of(report), colours);
    }

    /** Returns the last lines of a gate: its verdict in a sentence, and its files, with a line end after every line. */
    public static String end(GateReport report, Path folder, Colours colours) {
        EndBlock block = new EndBlock(colours);
        Document.Line verdict = VerdictText.of(report.verdict());
        block.headline(
                verdict.text(),
                verdict.tone(),
                GateDocument.of(report).headline().text().replaceFirst("^" + verdict.text() + ": ", ""));
        ExplanationText.why(report).stream().limit(1).forEach(why -> block.row("why", Document.Tone.PLAIN, why));
        report.cause()
                .culprit()
                .ifPresent(culprit -> block.row("commit", Document.Tone.PLAIN, ExplanationText.commit(culprit)));
        block.whole("report", folder.resolve("gate.html").toString());
        block.whole("summary", folder.resolve("gate.md").toString());
        block.whole("data", folder.resolve("verdict.json").toString());
        return block.text();
    }

    /** Returns {@code verdict.json} with the folder of the files. */
    public static String json(GateReport report, Path folder) {
        return JsonText.of(GateJson.object(report).with("folder", folder.toString()));
    }

    /**
     * Writes {@code gate.html}, {@code gate.md}, {@code junit.xml} and {@code verdict.json} into the folder, which is
     * created if it is missing, and the stacks of both sides if a profile has them. {@code verdict.json} comes last: once
     * it exists, so do the others. Each file appears whole.
     */
    public static void write(Path folder, GateReport report) throws IOException {
        Document document = GateDocument.of(report);
        Files.createDirectories(folder);
        StackFiles.write(folder, report);
        WholeFile.write(folder.resolve("gate.html"), Page.render(document));
        WholeFile.write(folder.resolve("gate.md"), MarkdownText.render(document));
        WholeFile.write(folder.resolve("junit.xml"), GateJunit.text(report));
        WholeFile.write(folder.resolve("verdict.json"), GateJson.text(report));
    }
}
