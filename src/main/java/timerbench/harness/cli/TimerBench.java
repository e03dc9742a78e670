package timerbench.harness.cli;

import io.gatling.commons.util.GatlingVersion$;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import timerbench.address.Address;
import timerbench.harness.load.Console;
import timerbench.harness.load.Output;
import timerbench.harness.measure.monitor.OpenFiles;
import timerbench.harness.run.ExitCode;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TrustStore;
import timerbench.harness.targets.process.BackgroundFailures;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.revision.Git;
import timerbench.settings.SettingsException;

/**
 * The command line. Exit codes: 0 done, 1 a threshold was crossed or a regression found, 2 wrong usage or settings, 3
 * the harness or the target failed, 4 inconclusive, 130 interrupted.
 */
@Command(
        name = "timer-bench",
        description = "Benchmark suite for distributed timer services.",
        footer = "./timer-bench COMMAND --help explains a command.",
        exitCodeList = {
            "0:done; all thresholds met",
            "1:a threshold was crossed, or a regression found",
            "2:wrong usage or settings",
            "3:the harness or the target failed",
            "4:inconclusive",
            "130:interrupted"
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        subcommands = {
            RunCommand.class,
            MergeCommand.class,
            ListCommand.class,
            DialectCommand.class,
            ServeCommand.class,
            CompareCommand.class,
            SweepCommand.class,
            ScaleCommand.class,
            RecoverCommand.class,
            GateCommand.class,
            BisectCommand.class,
            BaselineCommand.class,
            CalibrateCommand.class,
            ReportCommand.class,
            HistoryCommand.class,
            CapacityCommand.class,
            CostCommand.class,
            LedgerMemoryCommand.class,
            CompletionCommand.class
        })
public final class TimerBench {
    /** The width of what this program prints, in characters. */
    static final int WIDTH = 80;

    /** The exit codes of commands that cannot fail. */
    private static final Map<String, String> CODES = new TreeMap<>(Map.of("0", "done", "2", "wrong usage"));

    private TimerBench() {}

    public static void main(String[] args) {
        Optional<String> tooFew =
                OpenFiles.now().flatMap(files -> files.tooFewFor(System.getProperty("java.class.path")));
        if (tooFew.isPresent()) {
            System.err.println("timer-bench: " + tooFew.get());
            System.exit(ExitCode.FAILED);
        }
        TrustStore.fault().ifPresent(fault -> {
            System.err.println("timer-bench: " + fault);
            System.exit(ExitCode.WRONG_SETTINGS);
        });
        AtomicBoolean failed = new AtomicBoolean();
        BackgroundFailures.reportTo(what -> {
            System.err.println("timer-bench: " + what);
            failed.set(true);
        });
        int exitCode = commandLine().execute(args);
        System.exit(failed.get() ? withFailure(exitCode) : exitCode);
    }

    /** Returns the exit code of a command that ended with {@code exitCode} after a background thread had failed. */
    static int withFailure(int exitCode) {
        return exitCode == ExitCode.WRONG_SETTINGS || exitCode == ExitCode.INTERRUPTED ? exitCode : ExitCode.FAILED;
    }

    public static CommandLine commandLine() {
        IExecutionExceptionHandler explain = (exception, command, parsed) -> {
            if (exception instanceof SettingsException) {
                return failed(command, ExitCode.WRONG_SETTINGS, exception.getMessage());
            }
            if (exception instanceof TargetException
                    || exception instanceof DatabaseException
                    || exception instanceof IOException
                    || exception instanceof UncheckedIOException) {
                String cause =
                        OpenFiles.now().flatMap(OpenFiles::exhausted).orElse(String.valueOf(exception.getMessage()));
                return failed(command, ExitCode.FAILED, cause);
            }
            Output.failed(ExitCode.FAILED, Address.redacted(exception.toString()));
            throw exception;
        };
        CommandLine commandLine = new CommandLine(new TimerBench());
        describe(commandLine);
        return commandLine
                .setUsageHelpWidth(WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        Console.resultColours().on() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(new WrongUsage())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(explain)
                .setExitCodeExceptionMapper(exception ->
                        exception instanceof ParameterException ? ExitCode.WRONG_SETTINGS : ExitCode.FAILED);
    }

    private static int failed(CommandLine command, int exitCode, @Nullable String reason) {
        String message = Address.redacted(reason);
        command.getErr().println("timer-bench: " + message);
        Output.failed(exitCode, message);
        return exitCode;
    }

    /** Adds to the help of a command, and of those below, what is alike in all. */
    private static void describe(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        usage.exitCodeListHeading("Exit codes:%n");
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeList(CODES);
        }
        usage.customSynopsis(synopsis(spec));
        command.getSubcommands().values().forEach(TimerBench::describe);
    }

    /** Returns how the command is called, with the options that it requires. The list below has all. */
    private static String synopsis(CommandSpec spec) {
        Stream<String> required = spec.options().stream()
                .filter(OptionSpec::required)
                .map(option -> option.longestName() + "=" + option.paramLabel()
                        + (option.splitRegex().isEmpty() ? "" : "[,...]"));
        Stream<String> arguments = spec.positionalParameters().stream().map(argument -> {
            String label = argument.paramLabel() + (argument.isMultiValue() ? "..." : "");
            return argument.required() ? label : "[" + label + "]";
        });
        Stream<String> commands = spec.subcommands().isEmpty() ? Stream.empty() : Stream.of("COMMAND");
        return Stream.of(Stream.of(spec.qualifiedName()), required, Stream.of("[OPTIONS]"), arguments, commands)
                .flatMap(each -> each)
                .collect(Collectors.joining(" "));
    }

    /** The versions of timer-bench, which is the checkout in the working directory, and of what it runs on. */
    static final class Version implements IVersionProvider {
        private static final Path PROJECT = Path.of("pom.xml");
        private static final Pattern OF_PROJECT =
                Pattern.compile("<artifactId>timer-bench</artifactId>\\s*<version>([^<]+)</version>");
        private static final Pattern OF_COMMIT = Pattern.compile("^(\\p{XDigit}{7})\\p{XDigit}*");

        @Override
        public String[] getVersion() throws IOException {
            String commit = new Git(Path.of(""))
                    .commit()
                    .map(hash -> " (" + OF_COMMIT.matcher(hash).replaceFirst("$1") + ")")
                    .orElse("");
            return new String[] {
                "timer-bench" + project() + commit + ", Gatling "
                        + GatlingVersion$.MODULE$.ThisVersion().fullVersion() + ", Java "
                        + System.getProperty("java.version")
            };
        }

        private static String project() throws IOException {
            Matcher version = OF_PROJECT.matcher(Files.exists(PROJECT) ? Files.readString(PROJECT) : "");
            return version.find() ? " " + version.group(1) : "";
        }
    }
}
