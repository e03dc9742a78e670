package timerbench.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.Threshold;
import timerbench.harness.show.RerunCommand;
import timerbench.harness.show.RunEnd;
import timerbench.harness.show.RunEnd.Ending;
import timerbench.input.CallerFolder;

/**
 * The last lines of a run, printed when the process ends, after all that Gatling does. This is the same whether
 * Maven, the command line or another command has started the run.
 */
final class LastWord {
    /** The reason of a run whose generator was the bottleneck. */
    static final String SATURATED =
            "the generator was the bottleneck, not the target: lower the rate, or run it on another machine";

    private final Benchmark<?> benchmark;
    private final RunFailure failure;
    private final GatlingOutput gatling = new GatlingOutput(System.out);
    private Optional<Written> written = Optional.empty();

    private record Written(Run run, Path folder) {}

    LastWord(Benchmark<?> benchmark) {
        this.benchmark = benchmark;
        this.failure = benchmark.failure();
        failure.atEnd(this::say);
    }

    /** Records the results that there are. */
    synchronized void written(Run run, Path folder) {
        written = Optional.of(new Written(run, folder));
    }

    /** Takes what Gatling prints from now on about its report. This must be the thread that makes it. */
    void takeFromGatling() {
        gatling.begin();
    }

    private synchronized void say() {
        gatling.unfinished().ifPresent(failure::report);
        if (!gatling.failedAssertions().isEmpty()) {
            failure.thresholdCrossed();
        }
        // A signal that ends the process during the load leaves nothing to judge.
        if (written.isPresent() || failure.exitCode() != 0) {
            RunEnd end = end();
            benchmark.console().clear();
            Output.result(
                    Output.isJson() ? end.json() : (Output.isQuiet() ? "" : "\n") + end.text(Console.resultColours()));
        }
    }

    /** Returns the end of the run, as far as it is known. */
    synchronized RunEnd end() {
        Ending ending = ending();
        RunProfile profile = benchmark.profile();
        List<Threshold> thresholds = written.stream()
                .flatMap(known -> known.run.trials().stream())
                .flatMap(trial -> trial.thresholds().stream())
                .toList();
        return new RunEnd(
                ending,
                failure.exitCode(),
                benchmark.simulation(),
                profile.name(),
                reasons(ending, thresholds),
                thresholds,
                left(),
                next(ending, profile));
    }

    private Ending ending() {
        if (failure.isInterrupted()) {
            return Ending.INTERRUPTED;
        }
        if (failure.reason().isPresent()) {
            return failure.reason().get().equals(SATURATED) ? Ending.GENERATOR_SATURATED : Ending.FAILED;
        }
        boolean judged = written.filter(known -> known.run.verdict() != Run.Verdict.NOT_JUDGED)
                .isPresent();
        return failure.exitCode() != 0 ? Ending.FAIL : judged ? Ending.PASS : Ending.NOT_JUDGED;
    }

    /** An assertion of Gatling's is named only if no threshold says the same with the exact figures. */
    private List<String> reasons(Ending ending, List<Threshold> thresholds) {
        if (ending == Ending.FAIL) {
            return thresholds.stream().anyMatch(each -> each.standing() == Threshold.Standing.CROSSED)
                    ? List.of()
                    : gatling.failedAssertions().stream()
                            .map(assertion -> "Gatling's assertion does not hold: " + assertion)
                            .toList();
        }
        if (ending == Ending.INTERRUPTED) {
            return List.of(
                    written.isPresent() ? "the load was cut short, so nothing is judged" : "there are no results");
        }
        return failure.reason().stream().toList();
    }

    private Optional<RunEnd.Left> left() {
        return written.map(known -> {
            Map<String, String> files = new LinkedHashMap<>();
            put(files, "report", known.folder.resolve("report.html"));
            put(files, "Gatling", known.folder.resolve("index.html"));
            put(files, "data", known.folder.resolve(RunFile.NAME));
            return new RunEnd.Left(known.folder.toAbsolutePath(), shown(latest(known.folder)), files);
        });
    }

    private static void put(Map<String, String> files, String what, Path file) {
        if (Files.exists(file)) {
            files.put(what, file.getFileName().toString());
        }
    }

    /** Returns the link to the run, which has a short name, or the run's folder if the link leads elsewhere by now. */
    private Path latest(Path folder) {
        Path link = benchmark.results().folder().resolve("latest");
        try {
            return link.toRealPath().equals(folder.toRealPath()) ? link : folder;
        } catch (IOException e) {
            return folder;
        }
    }

    /** Returns the path from where the command was given, or the absolute path if that is no shorter. */
    private static Path shown(Path path) {
        Path from = CallerFolder.resolve(Path.of("")).toAbsolutePath();
        return path.startsWith(from) ? from.relativize(path) : path;
    }

    private List<String> next(Ending ending, RunProfile profile) {
        if (written.isEmpty() || (ending != Ending.PASS && ending != Ending.NOT_JUDGED)) {
            return RerunCommand.words(benchmark.simulation(), profile);
        }
        return new NextCommand(Path.of("results").toAbsolutePath(), LastWord::shown)
                .after(written.get().run, latest(written.get().folder));
    }
}
