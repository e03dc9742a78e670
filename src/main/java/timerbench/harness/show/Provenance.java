package timerbench.harness.show;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.run.Database;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.Trial;

/** Where a run comes from, and what makes it fair or not. */
final class Provenance {
    private static final String UNKNOWN = "unknown";

    private Provenance() {}

    static List<Map<String, String>> of(Run run) {
        Map<String, String> facts = new LinkedHashMap<>();
        Trial first = run.trials().get(0);
        facts.put("run", run.runId());
        facts.put(
                "measured", first.measured().from() + " to " + first.measured().to() + ", UTC");
        first.hold().ifPresent(hold -> facts.put("hold", Numbers.text(hold.length()) + ", from " + hold.from()));
        facts.put("profile", run.profile().name());
        facts.put("target", run.target().kind().word() + target(run));
        facts.put("database", run.target().database().map(Database::text).orElse(UNKNOWN));
        facts.put(
                "database comes from",
                run.target().database().flatMap(Database::provision).orElse(UNKNOWN));
        facts.put("limits", limits(run));
        RunEnvironment environment = run.environment();
        RunEnvironment.Machine machine = environment.machine();
        facts.put(
                "machine of the generator",
                machine.cpuModel() + ", " + machine.cpus() + " processors, " + Numbers.text(machine.memoryMb())
                        + " MB, " + machine.os() + ", " + machine.arch());
        facts.put("Java, Gatling", environment.jdk() + ", " + environment.gatling());
        facts.put("commit", environment.gitCommit().orElse(UNKNOWN));
        facts.put(
                "warm-up, counted in nothing",
                Numbers.text(first.warmUp().requests()) + " requests, "
                        + Numbers.text(first.warmUp().failed()) + " failed");
        return ReportPage.pairs(facts);
    }

    private static String target(Run run) {
        String urls = run.target().urls().isEmpty()
                ? ""
                : " " + String.join(", ", run.target().urls());
        return urls + ", dialect " + run.target().dialect() + ", instances "
                + run.target().instances();
    }

    private static String limits(Run run) {
        if (run.target().limits().isEmpty()) {
            return "none: all that the machine has";
        }
        return String.join(
                ", ",
                run.target().limits().entrySet().stream()
                        .map(limit -> limit.getKey() + " " + limit.getValue())
                        .toList());
    }
}
