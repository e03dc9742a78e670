package timerbench.harness.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script with which shells complete the command line. */
@Command(
        name = "generate-completion",
        description = {
            "Prints a script that completes commands, options and names.",
            "In bash and zsh, this makes it known to the current shell:",
            "  source <(./timer-bench generate-completion)"
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class)
final class CompletionCommand implements Callable<Integer> {
    /** Keeps bash from completing files where no name fits. But many options take a name or a file. */
    private static final String NO_FILES = "  type compopt &>/dev/null && compopt +o default\n";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        String script = AutoComplete.bash(root.getCommandName(), root);
        PrintWriter out = spec.commandLine().getOut();
        out.print(script.replace(NO_FILES, ""));
        out.flush();
        return 0;
    }
}
