package timerbench.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import timerbench.harness.load.Output;

/** The options of every command that measures: how much it prints, and in which form. */
final class OutputOptions {
    private static final String JSON = "--json";

    @Option(names = "--quiet", description = "Print only the result. Errors still go to stderr.")
    private boolean quiet;

    @Option(
            names = JSON,
            description = "Print the result as one JSON object on stdout, and all else on stderr. Of compare, sweep,"
                    + " recover, gate and bisect it is their JSON file with the folder. A command that fails prints an"
                    + " object with error and exitCode.")
    private boolean json;

    /** Makes the choice; to be called before the command prints anything. */
    void choose() {
        if (quiet || json) {
            Output.choose(quiet, json);
        }
    }

    boolean isJson() {
        return json;
    }

    /**
     * Prints the result in the form that was asked for.
     *
     * @param end the result's last lines, which are all of it if little is to be printed
     */
    void print(PrintWriter out, Supplier<String> asJson, Supplier<String> all, Supplier<String> end) {
        if (json) {
            Output.result(asJson.get());
        } else if (quiet) {
            Output.result(end.get());
        } else {
            out.print(all.get());
            out.print("\n" + end.get());
            out.flush();
        }
    }

    /** Returns the options as arguments of another command line. */
    List<String> arguments() {
        return json ? List.of(JSON) : List.of();
    }

    /** Prints a failure as JSON if the arguments ask for it, which may be too wrong to be parsed. */
    static void failed(List<String> arguments, int exitCode, String message) {
        if (arguments.contains(JSON)) {
            Output.choose(Output.isQuiet(), true);
        }
        Output.failed(exitCode, message);
    }
}
