package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import timerbench.harness.judge.compare.CellResult;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.WholeFile;

/** A comparison on a console and as files. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /** Returns the comparison for a console, with a line end after every line. */
    public static String console(Comparison comparison) {
        return ConsoleText.render(ComparisonDocument.of(comparison));
    }

    /** Returns how the comparison ended: what failed, and its files, with a line end after every line. */
    public static String end(Comparison comparison, Path folder, Colours colours) {
        EndBlock block = new EndBlock(colours);
        boolean whole = comparison.failures().isEmpty()
                && comparison.bareFailures().isEmpty()
                && comparison.missing().isEmpty();
        String result = comparison.isComplete() ? whole ? "DONE" : "INCOMPLETE" : "INTERRUPTED";
        Document.Tone tone = result.equals("DONE") ? Document.Tone.GOOD : Document.Tone.UNDECIDED;
        long failed = comparison.failures().size();
        block.headline(
                result,
                tone,
                comparison.id() + ": " + (comparison.results().size() - failed) + " of "
                        + comparison.cells().size() + " runs made");
        comparison.missing().forEach((name, reason) -> block.row("not available", tone, name + ": " + reason));
        for (CellResult failure : comparison.failures()) {
            block.row(
                    "failed",
                    Document.Tone.BAD,
                    failure.cell().text() + ": " + failure.failure().orElseThrow());
        }
        for (CellResult bare : comparison.bareFailures()) {
            block.row(
                    "no bare driver",
                    tone,
                    bare.cell().text() + ": "
                            + bare.bare()
                                    .flatMap(CellResult.BareDriver::failure)
                                    .orElseThrow());
        }
        block.whole("report", folder.resolve("comparison.html").toString());
        block.whole("data", folder.resolve("comparison.json").toString());
        return block.text();
    }

    /** Returns {@code comparison.json} with the folder of the files and the exit code of the command. */
    public static String json(Comparison comparison, Path folder, int exitCode) {
        return JsonText.of(ComparisonJson.object(comparison)
                .with("folder", folder.toString())
                .with("exitCode", exitCode));
    }

    /** Writes {@code comparison.json}, {@code .csv} and {@code .html} into the folder. Each file appears whole. */
    public static void write(Path folder, Comparison comparison) throws IOException {
        WholeFile.write(folder.resolve("comparison.json"), ComparisonJson.text(comparison));
        WholeFile.write(folder.resolve("comparison.csv"), ComparisonCsv.text(comparison));
        WholeFile.write(folder.resolve("comparison.html"), Page.render(ComparisonDocument.of(comparison)));
    }
}
