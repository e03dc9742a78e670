package timerbench.harness.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The link {@code results/latest} to the run that was completed last. */
public final class LatestLink {

    static final String NAME = "latest";

    private LatestLink() {}

    /**
     * Points {@code latest} in the results folder at the folder of a run and returns the link. The link is
     * relative, so that the results can be moved as a whole. It is replaced in one step, so that it always leads to
     * a run.
     *
     * @throws FileAlreadyExistsException if a file or folder of that name, which is no link, is in the way
     * @throws UnsupportedOperationException if the file system has no symbolic links
     */
    public static Path point(Path resultsFolder, Path runFolder) throws IOException {
        if (!Files.isDirectory(runFolder)) {
            throw new NotDirectoryException(runFolder + ": no such folder, so " + NAME + " cannot lead there");
        }
        // Real paths: ".." in a path that goes through a link would lead elsewhere.
        Path results = resultsFolder.toRealPath();
        Path link = results.resolve(NAME);
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
            throw new FileAlreadyExistsException(
                    link + ": is a file or folder, but the link to the newest run has this name; move it away");
        }
        return replace(link, results.relativize(runFolder.toRealPath()));
    }

    private static Path replace(Path link, Path destination) throws IOException {
        // A name of its own for each run: another run may do this at the same time.
        Path unfinished = link.resolveSibling("." + NAME + "-" + destination.getFileName());
        Files.deleteIfExists(unfinished);
        Files.createSymbolicLink(unfinished, destination);
        try {
            return Files.move(unfinished, link, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
