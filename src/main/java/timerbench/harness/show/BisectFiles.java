package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import timerbench.harness.judge.bisect.BisectResult;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.WholeFile;

/** A bisection on a console and as files. */
public final class BisectFiles {
    private static final String MARKDOWN = "bisect.md";
    private static final String JSON = "bisect.json";

    private BisectFiles() {}

    /** Returns the bisection for a console, with its headline in colour and a line end after every line. */
    public static String console(BisectResult result, Colours colours) {
        return ConsoleText.render(BisectDocument.of(result), colours);
    }

    /** Returns the last lines: the result in a sentence, and its files, with a line end after every line. */
    public static String end(BisectResult result, Path folder, Colours colours) {
        EndBlock block = new EndBlock(colours);
        block.headline(
                BisectDocument.word(result.outcome()),
                BisectDocument.tone(result.outcome()),
                BisectDocument.sentence(result));
        block.whole("report", folder.resolve("gate.html").toString());
        block.whole("summary", folder.resolve(MARKDOWN).toString());
        block.whole("data", folder.resolve(JSON).toString());
        return block.text();
    }

    /** Returns {@code bisect.json} with the folder of the files and the exit code of the command. */
    public static String json(BisectResult result, Path folder) {
        return JsonText.of(BisectJson.object(result)
                .with("folder", folder.toString())
                .with("exitCode", result.outcome().exitCode()));
    }

    /**
     * Writes {@code bisect.md}, {@code bisect.json} and the files of the gate, whose page names the commit that was
     * found, into the folder, which is created if it is missing. Each file appears whole.
     */
    public static void write(Path folder, BisectResult result) throws IOException {
        Files.createDirectories(folder);
        WholeFile.write(folder.resolve(MARKDOWN), MarkdownText.render(BisectDocument.of(result)));
        WholeFile.write(folder.resolve(JSON), BisectJson.text(result));
        GateFiles.write(folder, result.report());
    }
}
