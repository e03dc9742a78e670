package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.run.WholeFile;

/** Writes the files of a comparison. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /**
     * Writes {@code comparison.json}, {@code .csv} and {@code .html} into the folder. Nobody ever sees half a file.
     */
    public static void write(Path folder, Comparison comparison) throws IOException {
        WholeFile.write(folder.resolve("comparison.json"), ComparisonJson.text(comparison));
        WholeFile.write(folder.resolve("comparison.csv"), ComparisonCsv.text(comparison));
        WholeFile.write(folder.resolve("comparison.html"), ComparisonPage.text(comparison));
    }
}
