package timerbench.harness.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.run.RunEnvironment.Machine;

/**
 * What a run was made under, by what each is of. Two runs with the same are repeats of each other.
 */
public record Conditions(Map<String, String> values) {
    private static final String SIMULATION = "simulation";
    private static final String DATABASE = "database";
    private static final String UNKNOWN = "unknown";
    private static final String NONE = "none";

    /** Settings that were given for the service which the harness starts; what they mean is told nowhere else in a run. */
    private static final List<String> OF_THE_SERVICE = List.of("timerbench.service.", "timerbench.embedded.");

    private static final String ROOT = "timerbench.";

    private static final int COMMIT_LENGTH = 12;

    public Conditions {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Conditions of(Run run) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(SIMULATION, run.simulation());
        values.put(DATABASE, run.target().database().map(Database::text).orElse(UNKNOWN));
        values.put("profile", run.profile().name());
        values.put(
                "target",
                (run.target().kind().word() + " "
                                + String.join(" and ", run.target().urls()))
                        .strip());
        values.put("dialect", run.target().dialect());
        values.put("instances", Integer.toString(run.target().instances()));
        run.target().limits().forEach((limit, value) -> values.put("limit, " + limit, value));
        values.put(
                "provision",
                run.target().database().flatMap(Database::provision).orElse(UNKNOWN));
        values.put(
                "commit",
                run.environment()
                        .gitCommit()
                        .map(commit -> commit.substring(0, Math.min(commit.length(), COMMIT_LENGTH)))
                        .orElse(UNKNOWN));
        Machine machine = run.environment().machine();
        values.put(
                "machine", machine.cpuModel() + ", " + machine.cpus() + " processors, " + machine.memoryMb() + " MB");
        values.put("JDK", run.environment().jdk());
        run.profile().settings().forEach((setting, value) -> values.put("setting " + setting, value.toString()));
        run.profile().given().forEach((setting, value) -> {
            if (OF_THE_SERVICE.stream().anyMatch(setting::startsWith)) {
                values.put("setting " + setting.substring(ROOT.length()), value);
            }
        });
        return new Conditions(values);
    }

    /** Returns its value of a condition; empty of settings that were not given. */
    public Optional<String> given(String condition) {
        return Optional.ofNullable(values.get(condition));
    }

    private String value(String condition) {
        return given(condition).orElse(NONE);
    }

    /** Returns these of its values as a name, of databases no more than tells those of all apart; what it does not have is left out. */
    public String name(List<String> told, List<Conditions> all) {
        String name = told.stream()
                .filter(values::containsKey)
                .map(condition -> part(condition, all))
                .collect(Collectors.joining(", "));
        return name.isEmpty() ? value(SIMULATION) : name;
    }

    private String part(String condition, List<Conditions> all) {
        return switch (condition) {
            case SIMULATION -> value(condition);
            case DATABASE -> isToldByProduct(all) ? product(value(condition)) : value(condition);
            default -> condition + " " + value(condition);
        };
    }

    /** Returns whether product and version are enough to tell the databases apart. */
    private static boolean isToldByProduct(List<Conditions> all) {
        Set<String> texts =
                all.stream().map(conditions -> conditions.values.get(DATABASE)).collect(Collectors.toSet());
        return texts.stream().map(Conditions::product).distinct().count() == texts.size();
    }

    private static String product(String database) {
        return database.split(" · ", 2)[0];
    }

    private static boolean differs(String condition, List<Conditions> all) {
        return all.stream()
                        .map(conditions -> conditions.given(condition))
                        .distinct()
                        .count()
                > 1;
    }

    /** Returns what is not the same in all of them, by what it is of. */
    public static Map<String, List<String>> differences(List<Conditions> all) {
        Map<String, List<String>> differences = new LinkedHashMap<>();
        all.stream().flatMap(each -> each.values.keySet().stream()).distinct().forEach(condition -> {
            if (differs(condition, all)) {
                differences.put(
                        condition,
                        all.stream().map(each -> each.value(condition)).toList());
            }
        });
        return differences;
    }
}
