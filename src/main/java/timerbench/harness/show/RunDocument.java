package timerbench.harness.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;

/** One run: its verdict, what was measured in each trial, and where it comes from. */
final class RunDocument {
    private static final String UNKNOWN = "unknown";
    private static final String DOT = " · ";

    private final Run run;

    private RunDocument(Run run) {
        this.run = run;
    }

    static Document of(Run run) {
        return new RunDocument(run).document();
    }

    private Document document() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Sentences.troubles(troubles()));
        blocks.add(Facts.of(measured()));
        for (Trial trial : run.trials()) {
            List<Block> all = new TrialBlocks(run, trial).all();
            blocks.addAll(isSeveral() ? List.of(Section.of(name(trial), all.toArray(Block[]::new))) : all);
        }
        blocks.add(Section.of("Where it comes from", Facts.of(origin())).inFiles());
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
            trial.marks().stream()
                    .filter(mark -> mark.kind() == TimelineEvent.Kind.FAULT)
                    .forEach(mark -> troubles.add(place + "Fault at " + mark.at() + ": " + mark.text() + "."));
        }
        if (run.target().database().map(Database::emulator).orElse(false)) {
            troubles.add("The database is an emulator: its figures are not the product's.");
        }
        return troubles;
    }

    /** Returns what was measured, and on what. */
    private Map<String, String> measured() {
        RunTarget target = run.target();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("run", run.runId());
        facts.put("profile", run.profile().name());
        facts.put("target", target(target));
        facts.put("database", target.database().map(Database::text).orElse(UNKNOWN));
        facts.put("provision", target.database().flatMap(Database::provision).orElse(UNKNOWN));
        facts.put("limits", limits(target.limits()));
        return facts;
    }

    private static String target(RunTarget target) {
        String instances = target.instances() == 1 ? " instance" : " instances";
        return target.text() + DOT + Numbers.text(target.instances()) + instances + DOT + "dialect " + target.dialect();
    }

    private static String limits(Map<String, String> limits) {
        return limits.isEmpty()
                ? "none: all that the machine has"
                : limits.entrySet().stream()
                        .map(limit -> limit.getKey() + "=" + limit.getValue())
                        .collect(Collectors.joining(DOT));
    }

    private Map<String, String> origin() {
        RunEnvironment environment = run.environment();
        RunEnvironment.Machine machine = environment.machine();
        Trial first = run.trials().get(0);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "measured", first.measured().from() + " to " + first.measured().to());
        facts.put(
                "machine of the generator",
                machine.cpuModel() + ", " + machine.cpus() + " processors, " + Numbers.text(machine.memoryMb())
                        + " MB, " + machine.os() + ", " + machine.arch());
        facts.put("Java, Gatling", environment.jdk() + ", " + environment.gatling());
        facts.put("commit", environment.gitCommit().orElse(UNKNOWN));
        return facts;
    }
}
