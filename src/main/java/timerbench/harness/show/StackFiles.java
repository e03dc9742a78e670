package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import timerbench.harness.judge.gate.Explanation;
import timerbench.harness.judge.gate.Explanation.Stacks;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.run.WholeFile;

/** The stacks of both sides as files of collapsed stacks, which speedscope and flamegraph.pl read. */
final class StackFiles {
    static final String BASELINE = "baseline.collapsed";
    static final String CANDIDATE = "candidate.collapsed";
    static final List<String> NAMES = List.of(BASELINE, CANDIDATE);

    private StackFiles() {}

    /** Writes the files into the folder, if the report has stacks. */
    static void write(Path folder, GateReport report) throws IOException {
        Optional<Stacks> stacks = report.cause().explanation().flatMap(Explanation::stacks);
        if (stacks.isPresent()) {
            WholeFile.write(folder.resolve(BASELINE), text(stacks.get().baseline()));
            WholeFile.write(folder.resolve(CANDIDATE), text(stacks.get().candidate()));
        }
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
