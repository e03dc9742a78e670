package timerbench.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import timerbench.harness.load.Simulations;

/** Prints the simulations and the question that each answers. */
@Command(
        name = "list",
        description = "Lists the simulations, with the question that each answers.",
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class)
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Simulations.Known> all = Simulations.all();
        int width = all.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        PrintWriter out = spec.commandLine().getOut();
        all.forEach(
                each -> out.println(each.name() + " ".repeat(width - each.name().length()) + "  " + each.question()));
        out.flush();
        return 0;
    }
}
