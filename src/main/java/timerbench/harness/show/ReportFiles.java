package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import timerbench.harness.judge.report.Report;
import timerbench.harness.run.WholeFile;

/** The file formats of a report. */
public enum ReportFiles {
    HTML {
        @Override
        String text(Report report) throws IOException {
            return report.isComparison()
                    ? ReportComparisonPage.text(report)
                    : ReportPage.text(report.runs().get(0));
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

    abstract String text(Report report) throws IOException;

    /**
     * Writes the report in this format beside the given file, under the same name with the extension of the format,
     * and returns the written file.
     */
    public Path write(Path file, Report report) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.[A-Za-z0-9]+$", "");
        return WholeFile.write(file.resolveSibling(name + "." + name().toLowerCase(Locale.ROOT)), text(report));
    }
}
