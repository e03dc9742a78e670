package timerbench.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import timerbench.address.Address;
import timerbench.harness.run.ExitCode;
import timerbench.settings.Nearest;

/** Says in two lines what was wrong on the command line, what was meant, and where to read on. */
final class WrongUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        if (isGroup(command) && unmatched(wrong).isEmpty()) {
            command.usage(err);
        } else {
            String message = Address.redacted(message(wrong));
            err.println("timer-bench: " + message);
            OutputOptions.failed(List.of(args), ExitCode.WRONG_SETTINGS, message);
            err.println("./" + command.getCommandSpec().qualifiedName() + " --help lists the "
                    + (isGroup(command) ? "commands" : "options"));
        }
        err.flush();
        return ExitCode.WRONG_SETTINGS;
    }

    /** Returns whether the command does nothing by itself: one of its subcommands must be given. */
    private static boolean isGroup(CommandLine command) {
        return !(command.getCommand() instanceof Callable);
    }

    /** Returns the arguments that mean nothing. A required option is missing because of them if it was misspelt. */
    private static List<String> unmatched(ParameterException wrong) {
        return wrong instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched()
                : wrong.getCommandLine().getUnmatchedArguments();
    }

    private static String message(ParameterException wrong) {
        List<String> unmatched = unmatched(wrong);
        if (!unmatched.isEmpty()) {
            return unknown(unmatched.get(0), wrong.getCommandLine());
        }
        String value = wrong.getValue();
        return Optional.ofNullable(wrong.getArgSpec())
                .map(ArgSpec::completionCandidates)
                .filter(names -> value != null)
                .map(names -> wrong.getMessage()
                        + Nearest.question(
                                value,
                                StreamSupport.stream(names.spliterator(), false).toList()))
                .orElseGet(wrong::getMessage);
    }

    private static String unknown(String argument, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String name = spec.name();
        if (argument.startsWith("-")) {
            String option = argument.replaceFirst("=.*", "");
            return name + " has no option " + option + Nearest.question(option, longOptions(spec));
        }
        return isGroup(command)
                ? (spec.parent() == null ? "there is" : name + " has") + " no command " + argument
                        + Nearest.question(argument, command.getSubcommands().keySet())
                : name + " takes no argument \"" + argument + "\"";
    }

    private static List<String> longOptions(CommandSpec spec) {
        return spec.optionsMap().keySet().stream()
                .filter(option -> option.startsWith("--"))
                .toList();
    }
}
