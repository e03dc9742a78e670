package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import timerbench.harness.run.Database;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.Trial;
import timerbench.harness.run.WarmUp;

/** A run as people read it on a console: plain text, at most 100 columns wide, the same in every locale. */
public final class RunTable {

    static final int WIDTH = 100;

    private static final String DOT = " · ";

    private final Run run;
    private final List<String> lines = new ArrayList<>();

    private RunTable(Run run) {
        this.run = run;
    }

    /** Returns the text, with a line end after every line. */
    public static String format(Run run) {
        RunTable table = new RunTable(run);
        table.head();
        run.trials().forEach(table::trial);
        return table.lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private void head() {
        wrapped("", run.simulation() + DOT + "profile " + run.profile().name() + DOT + "run " + run.runId());
        wrapped("target    ", target(run.target()));
        wrapped("database  ", run.target().database().map(Database::text).orElse("unknown"));
        run.target().database().flatMap(Database::provision).ifPresent(word -> wrapped("provision ", word));
        if (!run.target().limits().isEmpty()) {
            String limits = run.target().limits().entrySet().stream()
                    .map(limit -> limit.getKey() + "=" + limit.getValue())
                    .collect(Collectors.joining(DOT));
            wrapped("limits    ", limits);
        }
    }

    private static String target(RunTarget target) {
        String place = target.urls().isEmpty()
                ? target.kind().word() + DOT + counted(target.instances(), "instance")
                : String.join(", ", target.urls());
        return place + DOT + "dialect " + target.dialect();
    }

    private void trial(Trial trial) {
        lines.add("");
        wrapped("", "trial " + trial.number() + " of " + run.trials().size() + DOT + hold(trial));
        trial.outcome().cutShortBy().ifPresent(this::cutShort);
        if (trial.generatorSaturated().orElse(false)) {
            wrapped("!!! ", "GENERATOR SATURATED: it, not the target, set the pace; do not judge the target by this");
        }
        lines.add(warmUp(trial.warmUp()));
        lines.add("");
        lines.addAll(TrialTable.lines(trial));
        errors(trial.errors());
        notes(trial.notes());
    }

    private static String hold(Trial trial) {
        return trial.hold()
                .map(hold -> "hold " + Numbers.text(hold.length().toNanos() / 1e9) + " s from " + hold.from())
                .orElse("no hold");
    }

    private void cutShort(String reason) {
        wrapped("!!! ", "CUT SHORT: " + reason);
        wrapped("    ", "What follows was measured until then.");
    }

    private static String warmUp(WarmUp warmUp) {
        return "warm-up: " + counted(warmUp.requests(), "request") + ", " + Numbers.text(warmUp.failed())
                + " failed, not counted";
    }

    private void errors(List<ErrorCount> errors) {
        if (errors.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("errors");
        for (ErrorCount error : errors) {
            String operation = error.operation().map(name -> name + ": ").orElse("");
            wrapped("  " + Numbers.text(error.count()) + " × ", operation + error.message());
        }
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            lines.add("");
            notes.forEach(note -> wrapped("note: ", note));
        }
    }

    private void wrapped(String prefix, String text) {
        lines.addAll(TextWrap.lines(prefix, text, WIDTH));
    }

    private static String counted(long count, String thing) {
        return Numbers.text(count) + " " + thing + (count == 1 ? "" : "s");
    }
}
