package timerbench.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import timerbench.harness.load.Simulations;
import timerbench.harness.show.TextWrap;

/** Prints the simulations and the question that each answers. */
@Command(
        name = "list",
        description = "Lists the simulations, with the question that each answers.",
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false)
final class ListCommand implements Callable<Integer> {
    private static final String GAP = "  ";

    @Spec
    private CommandSpec spec;

    @Option(names = "--names", description = "Only the names, for scripts.")
    private boolean onlyNames;

    @Override
    public Integer call() {
        List<Simulations.Known> all = Simulations.all();
        int width = all.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        PrintWriter out = spec.commandLine().getOut();
        for (Simulations.Known each : all) {
            String name = each.name() + " ".repeat(width - each.name().length()) + GAP;
            List<String> lines =
                    onlyNames ? List.of(each.name()) : TextWrap.lines(name, each.question(), TimerBench.WIDTH);
            lines.forEach(out::println);
        }
        out.flush();
        return 0;
    }
}
