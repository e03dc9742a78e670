package timerbench.harness.load;

import java.util.ArrayList;
import java.util.List;
import timerbench.harness.load.check.CheckReport;
import timerbench.harness.load.check.CheckText;
import timerbench.harness.load.check.DialectCheck;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Threshold;
import timerbench.harness.show.TextWrap;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.ApiToken;
import timerbench.settings.Settings;

/** A run without load: checks the dialect on the target, and prints the load that a run would send. */
final class DryRun {
    private static final int WIDTH = 80;

    /** The setting that asks for it. */
    record Chosen(boolean dryRun) {}

    private final Console console;
    private final boolean isAsTheDialectSays;

    private DryRun(Console console, boolean isAsTheDialectSays) {
        this.console = console;
        this.isAsTheDialectSays = isAsTheDialectSays;
    }

    static boolean isChosen(Settings settings) {
        return settings.readRoot(Chosen.class).dryRun();
    }

    /** Checks the dialect at every address of the target, prints each step, and returns the dry run. */
    static DryRun check(Target target, Settings settings, Console console) {
        Dialect dialect = target.dialect();
        boolean isRight = true;
        for (String url : target.urls()) {
            console.say("timer-bench: dry run: dialect " + dialect.name() + " on " + url + "\n");
            CheckReport report = DialectCheck.run(
                    dialect,
                    url,
                    ApiToken.ofEnvironment(),
                    DialectCheck.CallbackSettings.of(settings),
                    step -> console.say(CheckText.of(step)));
            console.say(CheckText.end(report, dialect, Simulations.fits(dialect)));
            isRight &= report.isAsTheDialectSays();
        }
        return new DryRun(console, isRight);
    }

    /** Prints the load, and ends the process; the result is to be thrown. */
    RuntimeException end(String load, LoadPlan plan, TrialJudge judge, List<String> notes) {
        lines(load, judge.planned(plan.asked()), notes).forEach(console::say);
        console.say("timer-bench: dry run: no load was sent; the target "
                + (isAsTheDialectSays ? "is as the dialect says" : "is NOT as the dialect says, see above"));
        System.exit(isAsTheDialectSays ? 0 : ExitCode.THRESHOLD_CROSSED);
        return new IllegalStateException("unreachable");
    }

    /** Returns the load, its limits and its notes, in lines of at most 80 columns. */
    static List<String> lines(String load, List<Threshold> limits, List<String> notes) {
        List<String> lines = new ArrayList<>(TextWrap.lines("", load, WIDTH));
        lines.add("Thresholds:");
        limits.forEach(limit -> lines.addAll(TextWrap.lines("  - ", limit.what() + ": " + limit.limitText(), WIDTH)));
        if (!notes.isEmpty()) {
            lines.add("Notes:");
            notes.forEach(note -> lines.addAll(TextWrap.lines("  - ", note, WIDTH)));
        }
        return lines;
    }
}
