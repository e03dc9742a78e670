package timerbench.harness.compare.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import timerbench.harness.compare.Comparison;

/** The files of a comparison, in its folder. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /** Writes {@code comparison.json}, {@code .csv} and {@code .html} into the folder. */
    public static void write(Path folder, Comparison comparison) throws IOException {
        Files.writeString(folder.resolve("comparison.json"), ComparisonJson.text(comparison));
        Files.writeString(folder.resolve("comparison.csv"), ComparisonCsv.text(comparison));
        Files.writeString(folder.resolve("comparison.html"), ComparisonPage.text(comparison));
    }
}
