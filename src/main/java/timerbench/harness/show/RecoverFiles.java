package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import timerbench.harness.judge.recover.FaultRun;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.WholeFile;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Tone;

/** A recovery experiment on a console and as files. */
public final class RecoverFiles {
    private static final String JSON = "recover.json";
    private static final String PAGE = "recover.html";

    private RecoverFiles() {}

    /** Returns the experiment for a console, with a line end after every line. */
    public static String console(RecoverResult result) {
        return ConsoleText.render(RecoverDocument.of(result));
    }

    /** Returns the experiment as Markdown, for a job's summary. */
    static String markdown(RecoverResult result) {
        return MarkdownText.render(RecoverDocument.of(result));
    }

    /** Returns how the experiment ended: what failed, and its files, with a line end after every line. */
    public static String end(RecoverResult result, Path folder, Colours colours) {
        EndBlock block = new EndBlock(colours);
        Line verdict = VerdictText.of(result.verdict());
        RecoverText text = new RecoverText(result);
        block.headline(verdict.text(), verdict.tone(), result.id() + ": " + text.totals());
        for (FaultRun run : result.failures()) {
            block.row(
                    "failed", Tone.BAD, run.cell().text() + ": " + run.failure().orElseThrow());
        }
        text.notRecovered().forEach(fault -> block.row("not recovered", Tone.BAD, fault));
        text.crossed().forEach(limit -> block.row("crossed", Tone.BAD, limit));
        block.whole("report", folder.resolve(PAGE).toString());
        block.whole("data", folder.resolve(JSON).toString());
        return block.text();
    }

    /** Returns {@code recover.json} with the folder of the files and the exit code of the command. */
    public static String json(RecoverResult result, Path folder) {
        return JsonText.of(RecoverJson.object(result)
                .with("folder", folder.toString())
                .with("exitCode", result.verdict().exitCode()));
    }

    /** Writes {@code recover.json}, {@code .csv}, {@code .md} and {@code .html} into the folder, each of them whole. */
    public static void write(Path folder, RecoverResult result) throws IOException {
        WholeFile.write(folder.resolve(JSON), RecoverJson.text(result));
        WholeFile.write(folder.resolve("recover.csv"), RecoverCsv.text(result));
        WholeFile.write(folder.resolve("recover.md"), markdown(result));
        WholeFile.write(folder.resolve(PAGE), Page.render(RecoverDocument.of(result)));
    }
}
