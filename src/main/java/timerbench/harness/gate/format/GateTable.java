package timerbench.harness.gate.format;

import java.util.stream.Collectors;
import timerbench.harness.gate.GateReport;

/** A gate's verdict as people read it on a console. */
public final class GateTable {
    private GateTable() {}

    /** Returns the verdict and its reasons, with a line end after every line. */
    public static String format(GateReport report) {
        return report.verdict() + "\n"
                + report.reasons().stream().map(reason -> "  " + reason + "\n").collect(Collectors.joining());
    }
}
