package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import timerbench.harness.judge.report.Report;
import timerbench.harness.run.Run;
import timerbench.harness.run.WholeFile;

/** The file formats of a report. */
public enum ReportFiles {
    HTML {
        @Override
        String text(Report report) throws IOException {
            return Page.render(
                    report.isComparison()
                            ? VariantsDocument.of(report.variants())
                            : RunDocument.of(report.runs().get(0)));
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

    /** Returns a run for a console, with a line end after every line. */
    public static String console(Run run) {
        return ConsoleText.render(RunDocument.of(run));
    }

    /** Writes the page of a run, {@code report.html}, into its folder and returns the file. */
    public static Path writePage(Path folder, Run run) throws IOException {
        return HTML.write(folder.resolve("report.html"), new Report(List.of(run)));
    }

    abstract String text(Report report) throws IOException;

    /** Writes the report beside the given file, under its name with this form's ending, and returns the path. */
    public Path write(Path file, Report report) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.[A-Za-z0-9]+$", "");
        return WholeFile.write(file.resolveSibling(name + "." + name().toLowerCase(Locale.ROOT)), text(report));
    }
}
