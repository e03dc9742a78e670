package timerbench.harness.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import timerbench.harness.load.check.CheckReport;
import timerbench.harness.load.check.CheckText;
import timerbench.harness.load.check.DialectCheck;
import timerbench.harness.load.injector.InjectorSettings;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.Threshold;
import timerbench.harness.show.TextWrap;
import timerbench.harness.targets.Product;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetSettings;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.ApiToken;
import timerbench.settings.Settings;

/**
 * A run that ends before its start: prints what would be run. It starts nothing. If the target is a service that runs
 * already, it checks the dialect on it.
 */
final class DryRun {
    private static final int WIDTH = 80;

    /** The setting that asks for it. */
    record Chosen(boolean dryRun) {}

    private final Settings settings;
    private final Dialect dialect;
    private final Console console;

    DryRun(Settings settings, Dialect dialect, Console console) {
        this.settings = settings;
        this.dialect = dialect;
        this.console = console;
    }

    static boolean isChosen(Settings settings) {
        return settings.readRoot(Chosen.class).dryRun();
    }

    /**
     * Prints the plan, and ends the process; the result is to be thrown.
     *
     * @param simulation its name
     */
    RuntimeException end(String simulation, RunPlan run, List<Threshold> limits, List<String> notes) {
        List<String> lines =
                new ArrayList<>(List.of("timer-bench: dry run of " + simulation + ", profile " + settings.profile()));
        lines.addAll(part("target", target()));
        InjectorSettings injectors = InjectorSettings.of(settings);
        if (injectors.isShared()) {
            lines.addAll(part(
                    "injectors", injectors.count() + " (" + injectors.on().word() + "), which share what follows"));
        }
        lines.addAll(plan(run));
        lines.addAll(declared(limits, notes));
        lines.forEach(console::say);
        if (settings.readRoot(TargetSettings.class).form().kind() != RunTarget.Kind.URL) {
            TextWrap.lines(
                            "timer-bench: ",
                            "dry run: nothing was started or sent. On a running service, ./timer-bench dialect check "
                                    + dialect.name() + " --target URL checks the dialect.",
                            WIDTH)
                    .forEach(console::say);
            return exit(0);
        }
        boolean isRight = RunProcess.endUnless(this::checkDialect);
        console.say("timer-bench: dry run: no load was sent; the target "
                + (isRight ? "is as the dialect says" : "is NOT as the dialect says, see above"));
        return exit(isRight ? 0 : ExitCode.THRESHOLD_CROSSED);
    }

    private static RuntimeException exit(int code) {
        System.exit(code);
        return new IllegalStateException("unreachable");
    }

    private String target() {
        TargetSettings target = settings.readRoot(TargetSettings.class);
        String text = settings.text("target");
        if (target.form().kind() == RunTarget.Kind.EMBEDDED) {
            text += ", database " + target.database()
                    + (target.database() == Product.MEMORY ? "" : " (" + settings.text("provision") + ")");
        }
        return text + (target.instances() == 1 ? "" : ", " + target.instances() + " instances") + ", dialect "
                + dialect.name();
    }

    /** Checks the dialect at every address of the target and prints each step; returns whether all is as it says. */
    private boolean checkDialect() {
        boolean isRight = true;
        try (Target target = Target.open(settings, dialect)) {
            for (String url : target.urls()) {
                console.say("\ntimer-bench: dry run: dialect " + dialect.name() + " on " + url + "\n");
                CheckReport report = DialectCheck.run(
                        dialect,
                        url,
                        ApiToken.ofEnvironment(),
                        DialectCheck.CallbackSettings.of(settings),
                        step -> console.say(CheckText.of(step)));
                console.say(CheckText.end(report, dialect, Simulations.fits(dialect)));
                isRight &= report.isAsTheDialectSays();
            }
        }
        return isRight;
    }

    /** Returns what a run does, and what it takes, in lines of at most 80 columns. */
    static List<String> plan(RunPlan run) {
        List<String> lines = new ArrayList<>(part("load", run.load().describe()));
        lines.addAll(part("requests", requests(run)));
        lines.addAll(part("timers", timers(run)));
        lines.addAll(part("time", time(run)));
        lines.addAll(part("disk", disk(run)));
        run.faults().forEach(fault -> lines.addAll(part("fault", fault + " after the warm-up")));
        return lines;
    }

    private static String requests(RunPlan run) {
        Map<String, Long> warmUp = run.load().warmUpRequests();
        return run.isOpenEnded()
                ? run.load().unknownRequests()
                : counts(run.requests()) + (warmUp.isEmpty() ? "" : "; warm-up: " + counts(warmUp));
    }

    private static String timers(RunPlan run) {
        long before = run.timersBefore();
        if (run.isOpenEnded()) {
            return (before == 0 ? "" : String.format(Locale.ROOT, "%,d before the load, and ", before))
                    + "one with each create";
        }
        return String.format(Locale.ROOT, "%,d", run.timers())
                + (before == 0 || before == run.timers()
                        ? ""
                        : String.format(Locale.ROOT, "; %,d of them before the load", before));
    }

    private static String time(RunPlan run) {
        String load = Durations.text(run.load().total());
        return run.callbacksFor()
                .map(wait -> "at most " + Durations.text(run.longest()) + ": load " + load + ", callbacks "
                        + Durations.text(wait))
                .orElse("load " + load);
    }

    private static String disk(RunPlan run) {
        return String.format(Locale.ROOT, "about %,.0f MB in results", Math.ceil(run.diskBytes() / 1e6))
                + (run.isOpenEnded()
                        ? String.format(Locale.ROOT, ", and %d MB for each million requests", RunPlan.LOG_BYTES)
                        : "");
    }

    private static String counts(Map<String, Long> requests) {
        if (requests.isEmpty()) {
            return "none that count";
        }
        return requests.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static List<String> part(String name, String text) {
        return TextWrap.lines(String.format(Locale.ROOT, "  %-9s ", name), text, WIDTH);
    }

    /** Returns the limits and notes in lines of at most 80 columns. */
    static List<String> declared(List<Threshold> limits, List<String> notes) {
        List<String> lines = new ArrayList<>(List.of("Thresholds:"));
        limits.forEach(limit -> lines.addAll(TextWrap.lines("  - ", limit.what() + ": " + limit.limitText(), WIDTH)));
        if (!notes.isEmpty()) {
            lines.add("Notes:");
            notes.forEach(note -> lines.addAll(TextWrap.lines("  - ", note, WIDTH)));
        }
        return lines;
    }
}
