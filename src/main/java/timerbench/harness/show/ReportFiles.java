package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import timerbench.harness.judge.report.Report;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.WholeFile;

/** The file formats of a report. */
public enum ReportFiles {
    HTML {
        @Override
        String text(Report report) throws IOException {
            return text(report, new Document.Links(List.of()));
        }

        @Override
        String text(Report report, Path file) throws IOException {
            return text(report, links(report, file));
        }

        private String text(Report report, Document.Links links) throws IOException {
            return Page.render(
                    report.isComparison()
                            ? VariantsDocument.of(report.variants())
                            : RunDocument.of(report.runs().get(0), links));
        }

        /** A page in the folder of its run has links to what else there is. Gatling makes its report after the page. */
        private Document.Links links(Report report, Path file) throws IOException {
            Path folder = file.toAbsolutePath().getParent();
            boolean isOfRun = Files.exists(folder)
                    && folder.toRealPath().endsWith(report.runs().get(0).runId());
            List<Document.Link> links = new ArrayList<>();
            if (isOfRun && (has(folder, "index.html") || has(folder, "simulation.log"))) {
                links.add(new Document.Link("Gatling's report", "index.html"));
            }
            if (isOfRun && has(folder, RunFile.NAME)) {
                links.add(new Document.Link("all figures, as JSON", RunFile.NAME));
            }
            return new Document.Links(links);
        }

        private static boolean has(Path folder, String file) {
            return Files.exists(folder.resolve(file));
        }
    },
    JSON {
        @Override
        String text(Report report) {
            return ReportJson.text(report);
        }
    },
    CSV {
        @Override
        String text(Report report) {
            return ReportCsv.text(report);
        }
    };

    /** Returns a run for a console, without its verdict, with a line end after every line; {@link RunEnd} follows. */
    public static String console(Run run) {
        return ConsoleText.renderBody(RunDocument.of(run));
    }

    /** Writes the page of a run, {@code report.html}, into its folder and returns the file. */
    public static Path writePage(Path folder, Run run) throws IOException {
        return HTML.write(folder.resolve("report.html"), new Report(List.of(run)));
    }

    abstract String text(Report report) throws IOException;

    /** Returns the text of that file. */
    String text(Report report, Path file) throws IOException {
        return text(report);
    }

    /** Writes the report beside the given file, under its name with this form's ending, and returns the path. */
    public Path write(Path file, Report report) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.[A-Za-z0-9]+$", "");
        Path written = file.resolveSibling(name + "." + name().toLowerCase(Locale.ROOT));
        return WholeFile.write(written, text(report, written));
    }
}
