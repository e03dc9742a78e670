package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import timerbench.harness.experiment.bisect.Bisector;
import timerbench.harness.experiment.paired.GateSide;
import timerbench.harness.experiment.paired.GateSides;
import timerbench.harness.experiment.paired.PairedSession;
import timerbench.harness.judge.bisect.BisectResult;
import timerbench.harness.judge.bisect.CommitRange;
import timerbench.harness.load.Console;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.BisectFiles;
import timerbench.harness.show.Colours;
import timerbench.harness.show.IndexFile;
import timerbench.harness.show.RerunCommand;
import timerbench.harness.targets.revision.Git.Commit;
import timerbench.harness.targets.revision.Revisions;
import timerbench.settings.SettingsException;

/** Finds the commit that made a service slower. */
@Command(
        name = "bisect",
        description = {
            "Finds the commit that made a service slower.",
            "First the paired gate compares --bad with --good. If it reports a regression, commits between them are"
                    + " built and measured next to --good, each pair where it shows most. No single result decides:"
                    + " each pair changes the probability of every commit, until one is sure enough. A commit that"
                    + " cannot be built is skipped.",
            "By default, the commits are those of this repository, and the reference service is built. With --build"
                    + " and --target, the service is your own.",
            "Builds are kept by commit in target/revisions."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:nothing to find: the gate reports no regression",
            "1:the commit was found",
            "2:wrong usage or settings",
            "3:a commit could not be built or measured at all",
            "4:INCONCLUSIVE: the gate cannot decide, or shows broken promises alone, or no commit is sure enough"
        })
final class BisectCommand implements Callable<Integer> {
    private static final int HASH = 12;
    private static final double PERCENT = 100;

    @Spec
    private CommandSpec spec;

    @Option(names = "--good", required = true, paramLabel = "REV", description = "A revision that is not slower.")
    private String good = "";

    @Option(names = "--bad", required = true, paramLabel = "REV", description = "A later revision that is slower.")
    private String bad = "";

    @Option(
            names = "--confidence",
            paramLabel = "PERCENT",
            description = "How probable the commit must be, 50 to below 100. Default: ${DEFAULT-VALUE}")
    private double confidence = 95;

    @Option(
            names = "--at-most",
            paramLabel = "N",
            description = "Pairs of trials in the search, after those of the gate. Default: ${DEFAULT-VALUE}")
    private int most = 60;

    @Option(
            names = "--repository",
            paramLabel = "DIR",
            description = "A folder in the repository of your own service. Default: this repository")
    private @Nullable Path repository;

    @Option(
            names = "--build",
            paramLabel = "COMMAND",
            description = "Builds your own service: a command of a POSIX shell, run in a checkout of each commit, which"
                    + " is moved to target/revisions afterwards.")
    private @Nullable String build;

    @Option(
            names = "--target",
            paramLabel = "PATH",
            description = "The executable file or jar to start, relative to the checkout. It is started in its folder.")
    private @Nullable String target;

    @Mixin
    private PairedOptions options = new PairedOptions();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "A new folder for the files. Default: one in results.")
    private @Nullable Path folder;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        output.choose();
        Bisector.Limits limits = limits();
        requireTogether();
        PairedSession session = options.session();
        Revisions revisions = revisions(session);
        CommitRange range = new CommitRange(revisions.commit(good), revisions.between(good, bad));
        NewFolder files = NewFolder.of(folder, "bisect");
        Path path = files.path();
        Bisector bisector = new Bisector(session, builds(session, revisions), path);
        BisectResult result =
                files.measure(() -> bisector.find(range, limits, options.commandLine(), commandLine(range)));
        BisectFiles.write(path, result);
        Colours colours = Console.resultColours();
        output.print(
                spec.commandLine().getOut(),
                () -> BisectFiles.json(result, path),
                () -> BisectFiles.console(result, colours),
                () -> BisectFiles.end(result, path, colours));
        IndexFile.writeAround(path);
        return result.outcome().exitCode();
    }

    private Bisector.Limits limits() {
        try {
            return new Bisector.Limits(confidence / PERCENT, most);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--confidence, --at-most: " + e.getMessage(), e);
        }
    }

    private void requireTogether() {
        if ((build == null) != (target == null) || (repository != null && build == null)) {
            throw new SettingsException("--build and --target go together, and --repository needs both");
        }
        if (target != null && Path.of(target).isAbsolute()) {
            throw new SettingsException("--target: wanted a path within the checkout of a commit, got " + target);
        }
    }

    private Revisions revisions(PairedSession session) {
        if (build == null) {
            return new Revisions(session::say);
        }
        Path of = repository == null ? Path.of(".") : GivenPath.folder("--repository", repository);
        return Revisions.of(of, build, session::say);
    }

    private Function<Commit, GateSide> builds(PairedSession session, Revisions revisions) {
        GateSides sides = new GateSides(session.settings(), GivenPath.resolve(Path.of("")), session::say);
        String path = target;
        return path == null
                ? commit -> sides.of("git:" + shortHash(commit), Map.of())
                : commit -> sides.of(revisions, shortHash(commit), path);
    }

    private static String shortHash(Commit commit) {
        return commit.hash().substring(0, HASH);
    }

    private String commandLine(CommitRange range) {
        StringBuilder line = new StringBuilder("./timer-bench bisect --good ")
                .append(range.good().hash())
                .append(" --bad ")
                .append(range.bad().hash());
        if (repository != null) {
            line.append(" --repository ").append(RerunCommand.quoted(repository.toString()));
        }
        if (build != null && target != null) {
            line.append(" --build ").append(RerunCommand.quoted(build));
            line.append(" --target ").append(RerunCommand.quoted(target));
        }
        return line + " --confidence " + Numbers.asGiven(confidence) + " --at-most " + most + " "
                + options.commandLine();
    }
}
