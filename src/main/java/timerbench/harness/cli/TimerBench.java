package timerbench.harness.cli;

import io.gatling.commons.util.GatlingVersion$;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import timerbench.address.Address;
import timerbench.harness.measure.monitor.OpenFiles;
import timerbench.harness.run.ExitCode;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.process.BackgroundFailures;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.SettingsException;

/**
 * The command line. Exit codes: 0 done, 1 a threshold was crossed or a regression found, 2 wrong usage or settings, 3
 * the harness or the target failed, 4 inconclusive, 130 interrupted.
 */
@Command(
        name = "timer-bench",
        description = "Benchmark suite for distributed timer services.",
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        subcommands = {
            RunCommand.class,
            ListCommand.class,
            DialectCommand.class,
            ServeCommand.class,
            CompareCommand.class,
            SweepCommand.class,
            GateCommand.class,
            BaselineCommand.class,
            CalibrateCommand.class,
            ReportCommand.class,
            HistoryCommand.class,
            CapacityCommand.class,
            CostCommand.class,
            LedgerMemoryCommand.class,
            GenerateCompletion.class
        })
public final class TimerBench {
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
                command.getErr().println("timer-bench: " + Address.redacted(exception.getMessage()));
                return ExitCode.WRONG_SETTINGS;
            }
            if (exception instanceof TargetException
                    || exception instanceof DatabaseException
                    || exception instanceof IOException
                    || exception instanceof UncheckedIOException) {
                String cause =
                        OpenFiles.now().flatMap(OpenFiles::exhausted).orElse(String.valueOf(exception.getMessage()));
                command.getErr().println("timer-bench: " + Address.redacted(cause));
                return ExitCode.FAILED;
            }
            throw exception;
        };
        CommandLine commandLine = new CommandLine(new TimerBench());
        IParameterExceptionHandler usage = commandLine.getParameterExceptionHandler();
        return commandLine
                .setParameterExceptionHandler((wrong, args) -> usage.handleParseException(redacted(wrong), args))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(explain)
                .setExitCodeExceptionMapper(exception ->
                        exception instanceof ParameterException ? ExitCode.WRONG_SETTINGS : ExitCode.FAILED);
    }

    /** The versions of what runs here. timer-bench itself is the checkout, and has none. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "timer-bench on Gatling "
                        + GatlingVersion$.MODULE$.ThisVersion().fullVersion() + ", Java "
                        + System.getProperty("java.version")
            };
        }
    }

    private static ParameterException redacted(ParameterException wrong) {
        String message = Address.redacted(wrong.getMessage());
        return message.equals(wrong.getMessage()) ? wrong : new ParameterException(wrong.getCommandLine(), message);
    }
}
