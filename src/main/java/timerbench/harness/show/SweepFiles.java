package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.judge.scaling.SweepRun;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.WholeFile;

/** A sweep on a console and as files. */
public final class SweepFiles {
    private SweepFiles() {}

    /** Returns the sweep for a console, with a line end after every line. */
    public static String console(Sweep sweep) {
        return ConsoleText.render(SweepDocument.of(sweep));
    }

    /**
     * Returns how the sweep ended: what it shows, what failed, and its files, with a line end after every line.
     *
     * @param inShort whether the paragraph that sums it up comes first, if it has one
     */
    public static String end(Sweep sweep, Path folder, Colours colours, boolean inShort) {
        EndBlock block = new EndBlock(colours);
        boolean whole = sweep.failures().isEmpty();
        String result = sweep.isComplete() ? whole ? "DONE" : "INCOMPLETE" : "INTERRUPTED";
        Document.Tone tone = result.equals("DONE") ? Document.Tone.GOOD : Document.Tone.UNDECIDED;
        block.headline(
                result,
                tone,
                sweep.id() + ": " + (sweep.runs().size() - sweep.failures().size()) + " of "
                        + sweep.plan().order().size() + " runs made");
        for (SweepRun failure : sweep.failures()) {
            block.row(
                    "failed",
                    Document.Tone.BAD,
                    sweep.plan().text(failure.cell()) + ": " + failure.failure().orElseThrow());
        }
        if (inShort && SweepDocument.hasParagraph(sweep)) {
            block.row("in short", Document.Tone.PLAIN, ScaleParagraph.text(sweep));
        } else {
            block.row("result", Document.Tone.PLAIN, new SweepSentences(sweep).headline());
        }
        block.whole("report", folder.resolve("sweep.html").toString());
        block.whole("data", folder.resolve("sweep.json").toString());
        return block.text();
    }

    /** Returns {@code sweep.json} with the folder of the files and the exit code of the command. */
    public static String json(Sweep sweep, Path folder, int exitCode) {
        return JsonText.of(
                SweepJson.object(sweep).with("folder", folder.toString()).with("exitCode", exitCode));
    }

    /** Writes {@code sweep.json}, {@code .csv}, {@code .html} and {@code .md} into the folder. Each appears whole. */
    public static void write(Path folder, Sweep sweep) throws IOException {
        Document document = SweepDocument.of(sweep);
        WholeFile.write(folder.resolve("sweep.json"), SweepJson.text(sweep));
        WholeFile.write(folder.resolve("sweep.csv"), SweepCsv.text(sweep));
        WholeFile.write(folder.resolve("sweep.html"), Page.render(document));
        WholeFile.write(folder.resolve("sweep.md"), MarkdownText.render(document));
    }
}
