package timerbench.harness.cli;

import io.gatling.app.Gatling$;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import timerbench.harness.load.SimulationSettings;
import timerbench.harness.load.Simulations;
import timerbench.harness.run.ExitCode;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Runs a simulation in this process. Each option is the short form of a setting. */
@Command(
        name = "run",
        description = {
            "Loads a timer service, prints the results and the verdict, and writes results/latest.",
            "Ctrl-C ends the load, waits for outstanding callbacks, and reports. Ctrl-C again ends immediately.",
            "The object of --json has verdict (PASS, FAIL, NOT JUDGED, GENERATOR SATURATED, INTERRUPTED or FAILED),"
                    + " exitCode, simulation, profile, thresholds (how many), crossed and notJudged (each with what,"
                    + " got, limit), brokenPromises (kind of callback: how many), folder, files and next; error if there"
                    + " is a reason."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:all thresholds met; of a dry run: nothing is wrong",
            "1:a threshold was crossed; of a dry run: a running service is not as its dialect says",
            "2:wrong usage or settings",
            "3:the harness or the target failed, or a generator was the bottleneck, lost or late",
            "130:interrupted"
        })
final class RunCommand implements Callable<Integer> {
    private static final String STRESS = "DatabaseStressSimulation";
    private static final String INJECTORS = "injectors.count";

    /** Gatling's exit code for failed assertions. */
    private static final int ASSERTIONS_FAILED = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SIMULATION",
            completionCandidates = Choices.OfSimulations.class,
            description = "What load, by its name in ./timer-bench list. Default: ${DEFAULT-VALUE}")
    private String simulation = STRESS;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            completionCandidates = Choices.OfProfiles.class,
            description = "Size of the load: ${COMPLETION-CANDIDATES}. Default: ci")
    private @Nullable String profile;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description =
                    "What to load: the URL[,URL] of a running service; or an executable file, a jar or a"
                            + " container image, which is started for the run. Default: the reference service.%nMore: docs/gate.md")
    private @Nullable String target;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT|FILE",
            completionCandidates = Choices.OfDialects.class,
            description = "API of the target: a dialect's file, or one of ${COMPLETION-CANDIDATES}. Default: groups")
    private @Nullable String dialect;

    @Option(
            names = "--database",
            paramLabel = "DATABASE",
            completionCandidates = Choices.OfDatabases.class,
            description = "Database of the reference service: ${COMPLETION-CANDIDATES}. Default: postgres")
    private @Nullable String database;

    @Option(
            names = "--provision",
            paramLabel = "SOURCE",
            completionCandidates = Choices.OfProvisions.class,
            description = "Where that database comes from: ${COMPLETION-CANDIDATES}. Default: embedded")
    private @Nullable String provision;

    @Option(names = "--instances", paramLabel = "N", description = "Processes of the reference service. Default: 1")
    private @Nullable String instances;

    @Option(
            names = "--injectors",
            paramLabel = "N",
            description = "Generators that share the load, and make one result.%nMore: docs/injectors.md. Default: 1")
    private @Nullable String injectors;

    @Option(
            names = "--on",
            paramLabel = "ENGINE",
            completionCandidates = Choices.OfInjectorEngines.class,
            description = "Where they run: ${COMPLETION-CANDIDATES}. Default: processes")
    private @Nullable String on;

    @Option(
            names = "--operation",
            paramLabel = "OPERATION",
            completionCandidates = Choices.OfOperations.class,
            description = "Only for " + STRESS + ": ${COMPLETION-CANDIDATES}.")
    private @Nullable String operation;

    @Option(names = "--concurrent", paramLabel = "N", description = "Only for " + STRESS + ": virtual users.")
    private @Nullable String concurrent;

    @Option(names = "--duration", paramLabel = "TIME", description = "Only for " + STRESS + ": such as 60s or 5m.")
    private @Nullable String duration;

    @Option(names = "--dry-run", description = "Check everything, print the plan, start and send nothing.")
    private boolean dryRun;

    @Option(
            names = "--live",
            description =
                    "Show the run in a page and as metrics at a free port, whose addresses are printed.%nMore: docs/live.md")
    private boolean live;

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Any setting of reference.conf.%nExample: creation.targetRate=500")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (dryRun && output.isJson()) {
            throw wrong("--json: a dry run has no result; leave it out");
        }
        if (on != null && injectors == null && !Settings.byKey(settings).containsKey(Settings.key(INJECTORS))) {
            throw wrong("--on: says where several generators run; say how many with --injectors N");
        }
        output.choose();
        Simulations.Known known = Simulations.called(simulation)
                .orElseThrow(() -> new SettingsException(Simulations.unknown(simulation)));
        SimulationSettings.give(Settings.load().with(given(known)));
        int result = Gatling$.MODULE$.fromArgs(
                new String[] {"--simulation", known.type().getName(), "--results-folder", "results"});
        return switch (result) {
            case 0 -> 0;
            case ASSERTIONS_FAILED -> ExitCode.THRESHOLD_CROSSED;
            default -> ExitCode.FAILED;
        };
    }

    /** Returns the settings that were given, by their full names. */
    private Map<String, String> given(Simulations.Known known) {
        Map<String, String> given = Settings.byKey(settings);
        put(given, "profile", profile);
        put(given, "target", target);
        put(given, "dialect", dialect == null ? null : GivenPath.dialect(dialect));
        put(given, "database", database);
        put(given, "provision", provision);
        put(given, "instances", instances);
        put(given, INJECTORS, injectors);
        put(given, "injectors.on", on);
        put(given, "dryRun", dryRun ? "true" : null);
        if (live) {
            given.putIfAbsent(Settings.key("live.port"), "0");
        }
        Map<String, String> ofStress = new LinkedHashMap<>();
        put(ofStress, "stress.operation", operation);
        put(ofStress, "stress.concurrent", concurrent);
        put(ofStress, "stress.duration", duration);
        if (!ofStress.isEmpty() && !known.name().equals(STRESS)) {
            throw wrong("--operation, --concurrent and --duration are options of " + STRESS + ", not of " + known.name()
                    + "; use -D for its settings");
        }
        given.putAll(ofStress);
        return given;
    }

    private static void put(Map<String, String> given, String key, @Nullable String value) {
        if (value != null) {
            given.put(Settings.key(key), value);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
