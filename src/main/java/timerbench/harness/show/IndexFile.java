package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import timerbench.harness.judge.index.ResultsIndex;
import timerbench.harness.run.WholeFile;

/** The page {@code index.html} of a results folder. */
public final class IndexFile {
    /** Its name in the results folder. */
    public static final String NAME = "index.html";

    private IndexFile() {}

    /** Writes the page of the results folder if the given folder is in it, and nothing if it is elsewhere. */
    public static void writeAround(Path folder) throws IOException {
        Path results = Path.of("results").toAbsolutePath();
        if (results.equals(folder.toAbsolutePath().normalize().getParent())) {
            write(results);
        }
    }

    /**
     * Writes the page from what lies in the folder, and returns its file. The page appears whole. If several processes
     * write it at the same time, the last one shows the results of all.
     */
    public static Path write(Path results) throws IOException {
        Path file = results.resolve(NAME);
        try {
            ResultsIndex.settle(results, index -> WholeFile.write(file, Page.render(IndexDocument.of(index))));
        } catch (IOException e) {
            throw new IOException("the overview " + file + " could not be written: " + e, e);
        }
        return file;
    }
}
