package timerbench.harness.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import timerbench.harness.run.RunEnvironment.Machine;
import timerbench.settings.Settings;

/**
 * The conditions under which a run is made: the one list from which {@link Conditions} derives the views of gate,
 * report and history. The order is the one in which the gate shows them. A map of values makes a condition for each
 * of its keys.
 */
enum Condition {
    SIMULATION("simulation", Likeness.SAME, run -> Optional.of(run.simulation())),
    PROFILE("profile", Likeness.SAME, run -> Optional.of(run.profile().name())),
    SETTINGS("setting ", Likeness.SAME, run -> Optional.of(run.profile().settings())),
    TARGET("target", Likeness.SAME, run -> Optional.of(run.target().kind())),
    ADDRESSES(
            "addresses",
            Likeness.ANY,
            run -> Optional.of(String.join(", ", run.target().urls())).filter(urls -> !urls.isEmpty())),
    /** Another build is what a gate compares. */
    BUILD("build", Likeness.ANY, run -> run.target().build().map(RunTarget.Build::text)),
    TARGET_ADDRESS(
            "target", Likeness.NOT_IN_THE_GATE, run -> Optional.of(run.target().text())),
    DIALECT("dialect", Likeness.SAME, run -> Optional.of(run.target().dialect())),
    INSTANCES("instances", Likeness.SAME, run -> Optional.of(run.target().instances())),
    DATABASE("database", Likeness.SAME, ofDatabase(Database::name)),
    DATABASE_SET_UP("database", Likeness.NOT_IN_THE_GATE, ofDatabase(Database::text)),
    DATABASE_VERSION(
            "database version",
            Likeness.SAME_UP_TO_MAJOR_VERSION,
            run -> run.target().database().flatMap(Database::version)),
    DURABILITY("durability ", Likeness.SAME, ofDatabase(Database::durability)),
    PROVISION("provision", Likeness.SAME, run -> run.target().database().flatMap(Database::provision)),
    EMULATOR("emulator", Likeness.SAME, ofDatabase(database -> database.emulator() ? "yes" : "no")),
    LIMITS("limit of ", Likeness.SAME, run -> Optional.of(run.target().limits())),
    INJECTORS(
            "injectors",
            Likeness.SAME,
            run -> Optional.of(run.injectors().size()).filter(count -> count > 0)),
    OPERATING_SYSTEM("operating system", Likeness.SAME_UP_TO_MAJOR_VERSION, ofMachine(Machine::os)),
    ARCHITECTURE("architecture", Likeness.SAME, ofMachine(Machine::arch)),
    CPUS("CPUs", Likeness.SAME, ofMachine(Machine::cpus)),
    CPU_MODEL("CPU model", Likeness.SAME, ofMachine(Machine::cpuModel)),
    MEMORY("memory in MB", Likeness.WITHIN_A_TENTH, ofMachine(Machine::memoryMb)),
    MACHINE("machine", Likeness.NOT_IN_THE_GATE, ofMachine(Condition::machine)),
    JDK("JDK", Likeness.ANY, run -> Optional.of(run.environment().jdk())),
    GATLING("Gatling", Likeness.ANY, run -> Optional.of(run.environment().gatling())),
    COMMIT(
            "commit",
            Likeness.NOT_IN_THE_GATE,
            run -> run.environment().gitCommit().map(Condition::shortened)),
    SERVICE_SETTINGS("setting ", Likeness.NOT_IN_THE_GATE, run -> Optional.of(serviceSettings(run.profile())));

    private static final String ROOT = Settings.key("");

    /** Settings given for the service that the harness starts. Nothing else in a run shows what they changed. */
    private static final List<String> FOR_THE_SERVICE = List.of(Settings.key("service."), Settings.key("embedded."));

    private static final int COMMIT_LENGTH = 12;

    private final String title;
    private final Likeness likeness;

    @SuppressWarnings("ImmutableEnumChecker") // functions that hold no state
    private final Function<Run, Optional<?>> value;

    Condition(String title, Likeness likeness, Function<Run, Optional<?>> value) {
        this.title = title;
        this.likeness = likeness;
        this.value = value;
    }

    Optional<?> of(Run run) {
        return value.apply(run);
    }

    private static Function<Run, Optional<?>> ofDatabase(Function<Database, ?> value) {
        return run -> run.target().database().map(value);
    }

    private static Function<Run, Optional<?>> ofMachine(Function<Machine, ?> value) {
        return run -> Optional.of(value.apply(run.environment().machine()));
    }

    String title() {
        return title;
    }

    Likeness likeness() {
        return likeness;
    }

    private static String machine(Machine machine) {
        return machine.cpuModel() + ", " + machine.cpus() + " processors, " + machine.memoryMb() + " MB";
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(commit.length(), COMMIT_LENGTH));
    }

    private static Map<String, String> serviceSettings(RunProfile profile) {
        Map<String, String> settings = new LinkedHashMap<>();
        profile.given().forEach((setting, value) -> {
            if (FOR_THE_SERVICE.stream().anyMatch(setting::startsWith)) {
                settings.put(setting.substring(ROOT.length()), value);
            }
        });
        return settings;
    }

    /** When the gate takes two texts of a condition for alike. */
    enum Likeness {
        SAME(String::equals),
        /** A patch does not make another product; the gate shows both versions. */
        SAME_UP_TO_MAJOR_VERSION((one, other) -> upToFirstNumber(one).equals(upToFirstNumber(other))),
        /** What the kernel keeps for itself differs between machines that are alike. */
        WITHIN_A_TENTH((one, other) -> isWithinATenth(Double.parseDouble(one), Double.parseDouble(other))),
        /** The gate shows the condition and compares nothing. */
        ANY((one, other) -> true),
        /** No part of the gate: its parts are conditions of their own, or only the report needs it. */
        NOT_IN_THE_GATE((one, other) -> true);

        @SuppressWarnings("ImmutableEnumChecker") // functions that hold no state
        private final BiPredicate<String, String> alike;

        Likeness(BiPredicate<String, String> alike) {
            this.alike = alike;
        }

        boolean of(String one, String other) {
            return alike.test(one, other);
        }

        private static String upToFirstNumber(String text) {
            return text.replaceFirst("(\\d+).*", "$1");
        }

        private static boolean isWithinATenth(double one, double other) {
            return Math.min(one, other) >= 0.9 * Math.max(one, other);
        }
    }
}
