package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.run.WholeFile;

/** A comparison on a console and as files. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /** Returns the comparison for a console, with a line end after every line. */
    public static String console(Comparison comparison) {
        return ConsoleText.render(ComparisonDocument.of(comparison));
    }

    /** Writes {@code comparison.json}, {@code .csv} and {@code .html} into the folder. Each file appears whole. */
    public static void write(Path folder, Comparison comparison) throws IOException {
        WholeFile.write(folder.resolve("comparison.json"), ComparisonJson.text(comparison));
        WholeFile.write(folder.resolve("comparison.csv"), ComparisonCsv.text(comparison));
        WholeFile.write(folder.resolve("comparison.html"), Page.render(ComparisonDocument.of(comparison)));
    }
}
