package timerbench.harness.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import timerbench.harness.load.Simulations;
import timerbench.harness.load.check.CheckReport;
import timerbench.harness.load.check.CheckText;
import timerbench.harness.load.check.DialectCheck;
import timerbench.harness.run.ExitCode;
import timerbench.harness.targets.RunningService;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.ApiToken;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Dialects: how timer services spell their APIs. */
@Command(
        name = "dialect",
        description = {
            "Checks the API of your service, or describes it in a new file.",
            "A dialect is a file that describes how a timer service spells its API; docs/your-service.md explains it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        subcommands = {DialectCommand.Check.class, DialectCommand.New.class, DialectCommand.ListShipped.class})
final class DialectCommand {
    /** Checks a dialect on a service. */
    @Command(
            name = "check",
            description = {
                "Checks a dialect on a running service, in seconds and without load.",
                "It takes one timer through every operation, waits for the callback of another one, and sends a wrong"
                        + " token. It prints each request, its answer, and what the dialect makes of them; then which"
                        + " simulations can be run.",
                "The token, if the service requires one, comes from the environment variable API_TOKEN. It is not"
                        + " printed."
            },
            mixinStandardHelpOptions = true,
            versionProvider = TimerBench.Version.class,
            sortOptions = false,
            exitCodeList = {
                "0:the service does as the dialect says",
                "1:a step is not as the dialect says",
                "2:wrong usage, or a mistake in the dialect's file",
                "3:the service does not answer"
            })
    static final class Check implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                paramLabel = "DIALECT|FILE",
                completionCandidates = Choices.OfDialects.class,
                description = "The file of a dialect, or one of ${COMPLETION-CANDIDATES}.")
        private String dialect;

        @Option(
                names = "--target",
                required = true,
                paramLabel = "URL[,URL]",
                description = "Address of the service, such as http://host:8080.")
        private String target;

        @Option(
                names = {"-D", "--set"},
                paramLabel = "KEY=VALUE",
                description = "Any setting of reference.conf.%nExample, for a service on another machine:%n"
                        + "receiver.host=10.0.0.5")
        private Map<String, String> settings = new LinkedHashMap<>();

        @Override
        public Integer call() {
            Map<String, String> given = Settings.byKey(settings);
            given.put(Settings.key("dialect"), GivenPath.dialect(dialect));
            Settings all = Settings.load().with(given);
            Dialect checked = Target.dialect(all);
            DialectCheck.CallbackSettings callbacks = DialectCheck.CallbackSettings.of(all);
            PrintWriter out = spec.commandLine().getOut();
            boolean isRight = true;
            for (String url : addresses(checked)) {
                out.println("timer-bench: dialect " + checked.name() + " on " + url + "\n");
                CheckReport report = DialectCheck.run(checked, url, ApiToken.ofEnvironment(), callbacks, step -> {
                    out.println(CheckText.of(step));
                    out.flush();
                });
                out.print(CheckText.end(report, checked, Simulations.fits(checked)));
                out.flush();
                isRight &= report.isAsTheDialectSays();
            }
            return isRight ? 0 : ExitCode.THRESHOLD_CROSSED;
        }

        private List<String> addresses(Dialect checked) {
            try {
                return RunningService.answering(target, checked);
            } catch (IllegalArgumentException e) {
                throw new SettingsException("--" + e.getMessage(), e);
            }
        }
    }

    /** Writes the skeleton of a dialect. */
    @Command(
            name = "new",
            description = {
                "Writes a new dialect to change: a valid file whose comments explain every key.",
                "Change what your service spells differently, and then use dialect check."
            },
            mixinStandardHelpOptions = true,
            versionProvider = TimerBench.Version.class,
            exitCodeList = {"0:written", "2:wrong usage, or the file exists", "3:the file cannot be written"})
    static final class New implements Callable<Integer> {
        private static final String SKELETON = "/skeletons/dialect.conf";

        @Spec
        private CommandSpec spec;

        @Parameters(
                arity = "0..1",
                paramLabel = "FILE",
                description = "File to write, such as my-service.conf; it must not exist. Default: standard output")
        private @Nullable Path file;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            String skeleton = skeleton();
            if (file == null) {
                out.print(skeleton);
                out.flush();
                return 0;
            }
            Path path = GivenPath.file("FILE", file);
            if (Files.exists(path)) {
                throw new SettingsException("FILE: " + path + " exists; it is not overwritten");
            }
            Files.writeString(path, skeleton);
            out.println("timer-bench: wrote " + path + ". Change what your service spells differently, then:\n"
                    + "  ./timer-bench dialect check " + file + " --target http://host:8080");
            out.flush();
            return 0;
        }

        private static String skeleton() throws IOException {
            try (InputStream resource =
                    Objects.requireNonNull(New.class.getResourceAsStream(SKELETON), "the skeleton is a resource")) {
                return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    /** Lists the shipped dialects. */
    @Command(
            name = "list",
            description = "Lists the names of the dialects that come with timer-bench.",
            mixinStandardHelpOptions = true,
            versionProvider = TimerBench.Version.class)
    static final class ListShipped implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            Dialect.SHIPPED.forEach(out::println);
            out.flush();
            return 0;
        }
    }
}
