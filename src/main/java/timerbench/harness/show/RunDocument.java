package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.harness.run.Database;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.Trial;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Fact;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;

/** One run: its verdict, what was measured in each trial, and where it comes from. */
final class RunDocument {
    private static final String UNKNOWN = "unknown";
    private static final String DOT = " · ";
    /** Digits of a commit's hash that people know it by. */
    private static final int SHORT_COMMIT = 9;

    private final Run run;
    private final Document.Links links;

    private RunDocument(Run run, Document.Links links) {
        this.run = run;
        this.links = links;
    }

    static Document of(Run run) {
        return of(run, new Document.Links(List.of()));
    }

    /** @param links to the files beside the page */
    static Document of(Run run, Document.Links links) {
        return new RunDocument(run, links).document();
    }

    private Document document() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(about());
        blocks.add(links);
        blocks.add(Sentences.troubles(troubles()));
        for (Trial trial : run.trials()) {
            List<Block> all = new TrialBlocks(run, trial).all();
            blocks.addAll(isSeveral() ? List.of(Section.of(name(trial), all.toArray(Block[]::new))) : all);
        }
        blocks.add(InjectorBlocks.section(run));
        blocks.add(Section.of("Conditions", new Facts(conditions())).behindClick());
        blocks.add(Section.of("Origin", new Facts(origin())).behindClick().inFiles());
        blocks.add(Section.of("Run it again", new Document.Command(RerunCommand.command(run)))
                .inFiles());
        return new Document(run.runId() + DOT + "timer-bench", headline(), blocks);
    }

    private boolean isSeveral() {
        return run.trials().size() > 1;
    }

    private String name(Trial trial) {
        return "Trial " + trial.number() + " of " + run.trials().size();
    }

    private Line headline() {
        String verdict = run.verdict().text() + DOT + run.simulation() + ": ";
        return switch (run.verdict()) {
            case CROSSED -> new Line(verdict + crossed(), Tone.BAD);
            case PASS -> new Line(verdict + met(), Tone.GOOD);
            case INVALID -> new Line(verdict + "its values are not the target's", Tone.BAD);
            case NOT_JUDGED -> new Line(verdict + "no thresholds are known", Tone.UNDECIDED);
        };
    }

    private String crossed() {
        List<Threshold> crossed = thresholds(Threshold.Standing.CROSSED);
        int more = crossed.size() - 1;
        return crossed.get(0).text() + (more > 0 ? ", and " + more + " more" : "");
    }

    private String met() {
        int all = run.trials().stream()
                .mapToInt(trial -> trial.thresholds().size())
                .sum();
        return thresholds(Threshold.Standing.MET).size() + " of " + all + " thresholds met, none crossed";
    }

    private List<Threshold> thresholds(Threshold.Standing standing) {
        return run.trials().stream()
                .flatMap(trial -> trial.thresholds().stream())
                .filter(threshold -> threshold.standing() == standing)
                .toList();
    }

    private List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        for (Trial trial : run.trials()) {
            String place = isSeveral() ? name(trial) + ": " : "";
            trial.outcome()
                    .cutShortBy()
                    .ifPresent(reason ->
                            troubles.add(place + "Cut short: " + reason + ". The values were measured until then."));
            if (trial.generatorSaturated().orElse(false)) {
                troubles.add(
                        place + "GENERATOR SATURATED: the generator was the bottleneck, not the target. Do not judge"
                                + " the target by this run.");
            }
            faults(trial).ifPresent(faults -> troubles.add(place + faults + "."));
        }
        if (run.target().database().map(Database::emulator).orElse(false)) {
            troubles.add("The database is an emulator: its figures are not the product's.");
        }
        return troubles;
    }

    private static Optional<String> faults(Trial trial) {
        List<TimelineEvent> faults = trial.marks().stream()
                .filter(mark -> mark.kind() == TimelineEvent.Kind.FAULT)
                .toList();
        if (faults.size() < 2) {
            return faults.stream().findFirst().map(only -> "Fault at " + second(only, trial) + ": " + only.text());
        }
        return Optional.of("Faults: "
                + faults.stream()
                        .map(each -> second(each, trial) + " " + each.text())
                        .collect(Collectors.joining("; ")));
    }

    private static String second(TimelineEvent mark, Trial trial) {
        return UtcText.second(mark.at(), trial.measured().from());
    }

    /** Returns what was measured, when, and on what: all on a line. */
    private Sentences about() {
        RunTarget target = run.target();
        return Sentences.about(
                run.simulation(),
                UtcText.minute(run.trials().get(0).measured().from()),
                "profile " + run.profile().name(),
                what(target) + (target.instances() > 1 ? ", " + Numbers.text(target.instances()) + " instances" : ""),
                "dialect " + target.dialect(),
                "database " + target.database().map(Database::product).orElse(UNKNOWN),
                InjectorBlocks.generators(run));
    }

    private static String what(RunTarget target) {
        return switch (target.kind()) {
            case EMBEDDED -> "reference service";
            case URL -> target.urls().get(0) + (target.urls().size() > 1 ? " …" : "");
            case JAR, PROGRAM, IMAGE ->
                target.build().map(RunTarget.Build::name).orElse(UNKNOWN);
        };
    }

    private List<Fact> conditions() {
        RunTarget target = run.target();
        Optional<Database> database = target.database();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("run", run.runId()));
        for (Trial trial : run.trials()) {
            String of = isSeveral() ? " of trial " + trial.number() : "";
            facts.add(new Fact("measured" + of, UtcText.of(trial.measured())));
            facts.add(new Fact("warm-up" + of, warmUp(trial)));
        }
        target.build()
                .ifPresent(
                        build -> facts.add(new Fact(target.kind().word(), build.name(), "sha256 " + build.sha256())));
        target.urls().forEach(url -> facts.add(new Fact("address", url)));
        database.map(Database::settings)
                .filter(settings -> !settings.isEmpty())
                .ifPresent(settings -> facts.add(new Fact("durability", settings)));
        database.flatMap(Database::provision).ifPresent(provision -> facts.add(new Fact("provision", provision)));
        facts.add(new Fact("limits", limits(target)));
        return facts;
    }

    private static String warmUp(Trial trial) {
        long requests = trial.warmUp().requests();
        return Numbers.text(requests) + (requests == 1 ? " request, " : " requests, ")
                + Numbers.text(trial.warmUp().failed()) + " failed; not counted";
    }

    private List<Fact> origin() {
        RunEnvironment environment = run.environment();
        RunEnvironment.Machine machine = environment.machine();
        Fact commit = environment
                .gitCommit()
                .map(hash -> new Fact("commit", hash.substring(0, Math.min(SHORT_COMMIT, hash.length())), hash))
                .orElse(new Fact("commit", UNKNOWN));
        return List.of(
                new Fact(
                        "machine of " + InjectorBlocks.recorder(run),
                        machine.cpuModel() + ", " + machine.cpus() + " processors, " + Numbers.text(machine.memoryMb())
                                + " MB, " + machine.os() + ", " + machine.arch()),
                new Fact("Java, Gatling", environment.jdk() + ", " + environment.gatling()),
                commit);
    }

    private static String limits(RunTarget target) {
        if (target.limits().isEmpty()) {
            return target.knowsLimits() ? "none" : UNKNOWN;
        }
        return target.limits().entrySet().stream()
                .map(limit -> limit.getKey() + "=" + limit.getValue())
                .collect(Collectors.joining(DOT));
    }
}
