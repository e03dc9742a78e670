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
import timerbench.harness.run.Run.Acceptance;
import timerbench.harness.run.RunFile;
import timerbench.harness.targets.revision.Git;
import timerbench.settings.SettingsException;

/** The baseline: the run that others are compared with. */
@Command(
        name = "baseline",
        description = "Keeps the run that gate compares others with.",
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        subcommands = BaselineCommand.Accept.class)
final class BaselineCommand {
    /** Makes a run the baseline. */
    @Command(
            name = "accept",
            description = {
                "Makes a run the baseline.",
                "Writes it to a file that is kept with the sources, with who accepted it, when, and at which commit."
                        + " Reports what changed since the run accepted before.",
                "Refuses a run that was cut short, whose generator was the bottleneck, or that lost a callback or had"
                        + " duplicate or early ones."
            },
            mixinStandardHelpOptions = true,
            versionProvider = TimerBench.Version.class,
            sortOptions = false,
            exitCodeList = {"0:accepted", "2:wrong usage, or the run is refused", "3:the file could not be written"})
    static final class Accept implements Callable<Integer> {
        /** The JVM's replacement of a byte that the locale's character set does not have. */
        private static final char LOST = '\uFFFD';

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "RUN", description = "A run's folder, such as results/latest, or its file.")
        private Path run = Path.of("");

        @Option(
                names = "--as",
                paramLabel = "FILE",
                description = "File to write. Default: results/baseline.json of the checkout.")
        private @Nullable Path as;

        @Option(names = "--by", paramLabel = "NAME", description = "Who accepts it. Default: git's user.name.")
        private @Nullable String by;

        private final Git git = new Git(Path.of(""));

        @Override
        public Integer call() throws IOException {
            Run accepted = GivenPath.run("RUN", run);
            requireSound(accepted);
            Path file = as == null ? Path.of("results", "baseline.json").toAbsolutePath() : GivenPath.file("--as", as);
            Optional<Run> earlier = Files.exists(file) ? Optional.of(GivenPath.run("--as", file)) : Optional.empty();
            Acceptance acceptance = new Acceptance(name(), Instant.now().truncatedTo(ChronoUnit.SECONDS), git.commit());
            RunFile.writeTo(file, accepted.accepted(acceptance));
            report(file, accepted, acceptance, earlier);
            return 0;
        }

        private void requireSound(Run candidate) {
            List<String> objections = Baseline.objections(candidate);
            if (!objections.isEmpty()) {
                throw new SettingsException(
                        "run " + candidate.runId() + " cannot be a baseline:\n  " + String.join("\n  ", objections));
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

        private void report(Path file, Run accepted, Acceptance acceptance, Optional<Run> earlier) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("accepted: run " + accepted.runId() + ", profile "
                    + accepted.profile().name());
            out.println("by " + acceptance.by() + " at " + acceptance.at());
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

        /** Returns what to note about the commit of the measurement, which explains the figures later. */
        private static Optional<String> origin(Run accepted, Acceptance acceptance) {
            Optional<String> measured = accepted.environment().gitCommit();
            if (measured.isEmpty()) {
                return Optional.of("the commit of the measurement is not known");
            } else if (measured.get().endsWith("-dirty")) {
                return Optional.of("it was measured with uncommitted changes, at " + measured.get());
            }
            return acceptance
                    .commit()
                    .filter(now -> !now.startsWith(measured.get()))
                    .map(now -> "it was measured at " + measured.get()
                            + ", which is not the commit that is checked out now");
        }
    }
}
