package timerbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import timerbench.harness.judge.gate.Baseline;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.targets.revision.Git;
import timerbench.settings.SettingsException;

/** Makes a run the one that others are held against. */
@Command(
        name = "accept",
        description = {
            "Writes the run to a file that is kept with the sources, with who accepted it, when, and at which commit; says what"
                    + " changed since the one before.",
            "A run is refused that was cut short, whose generator was the bottleneck, or that lost, doubled or advanced a"
                    + " callback."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:accepted", "2:wrong usage, or the run is refused", "3:it could not be written"})
final class AcceptCommand implements Callable<Integer> {
    /** What the JVM makes of a byte that the locale's character set does not have. */
    private static final char LOST = '\uFFFD';

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "A run's folder, such as results/latest, or its file.")
    private Path run = Path.of("");

    @Option(
            names = "--as",
            paramLabel = "FILE",
            description = "Where to write it. Default: results/baseline.json of the checkout.")
    private @Nullable Path as;

    @Option(names = "--by", paramLabel = "NAME", description = "Who accepts it. Default: git's user.name.")
    private @Nullable String by;

    private final Git git = new Git(Path.of(""));

    @Override
    public Integer call() throws IOException {
        Run accepted = GivenRun.read("RUN", run);
        requireSound(accepted);
        Path file = (as == null ? Path.of("results", "baseline.json") : CalledFrom.resolve(as)).toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new SettingsException("--as: " + file + " is a folder; wanted is a file");
        }
        Optional<Run> earlier = Files.exists(file) ? Optional.of(GivenRun.read("--as", file)) : Optional.empty();
        Run.Acceptance acceptance =
                new Run.Acceptance(name(), Instant.now().truncatedTo(ChronoUnit.SECONDS), git.commit());
        RunFile.writeTo(file, accepted.accepted(acceptance));
        tell(file, accepted, acceptance, earlier);
        return 0;
    }

    private void requireSound(Run candidate) {
        List<String> objections = Baseline.objections(candidate);
        if (!objections.isEmpty()) {
            throw new SettingsException(
                    "run " + candidate.runId() + " is no measure for others:\n  " + String.join("\n  ", objections));
        }
    }

    private String name() {
        if (by != null && by.indexOf(LOST) >= 0) {
            throw new SettingsException("--by: got \"" + by
                    + "\", in which characters were lost; set LC_ALL to a locale" + " of UTF-8, such as C.UTF-8");
        }
        return Optional.ofNullable(by)
                .or(git::userName)
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> new SettingsException("--by: who accepts it? git has no user.name here"));
    }

    private void tell(Path file, Run accepted, Run.Acceptance acceptance, Optional<Run> earlier) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("accepted: run " + accepted.runId() + ", profile "
                + accepted.profile().name() + ", by " + acceptance.by() + " at " + acceptance.at());
        origin(accepted, acceptance).ifPresent(line -> out.println("note: " + line));
        git.checkout().unknown().ifPresent(why -> out.println("note: " + why));
        List<String> gaps = Baseline.gaps(accepted);
        if (!gaps.isEmpty()) {
            out.println("warning: the gate cannot pass any run against this one. It will be INCONCLUSIVE:");
            gaps.forEach(gap -> out.println("  " + gap));
        }
        earlier.ifPresent(before -> {
            List<String> changes = Baseline.changes(before, accepted);
            out.println("since run " + before.runId() + ", accepted before:");
            changes.forEach(change -> out.println("  " + change));
        });
        out.println("written to " + file + "; commit it");
        out.flush();
    }

    /** Whoever finds a figure strange later looks at the commit that it was measured at. */
    private static Optional<String> origin(Run accepted, Run.Acceptance acceptance) {
        Optional<String> measured = accepted.environment().gitCommit();
        if (measured.isEmpty()) {
            return Optional.of("at which commit it was measured is not known");
        } else if (measured.get().endsWith("-dirty")) {
            return Optional.of("it was measured with changes that are not committed, at " + measured.get());
        }
        return acceptance
                .commit()
                .filter(now -> !now.startsWith(measured.get()))
                .map(now -> "it was measured at " + measured.get() + ", which is not what is checked out now");
    }
}
