package timerbench.harness.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something under which a run was measured.
 *
 * @param alike what of another run's is alike
 */
record Condition(String name, String text, Likeness alike) {

    /** When two texts are alike. */
    enum Likeness {
        SAME {
            @Override
            boolean of(String one, String other) {
                return one.equals(other);
            }
        },
        /** A patch does not make another product; both are told. */
        SAME_UP_TO_MAJOR_VERSION {
            @Override
            boolean of(String one, String other) {
                return upToFirstNumber(one).equals(upToFirstNumber(other));
            }
        },
        /** What the kernel keeps for itself differs between machines that are alike. */
        WITHIN_A_TENTH {
            @Override
            boolean of(String one, String other) {
                double a = Double.parseDouble(one);
                double b = Double.parseDouble(other);
                return Math.min(a, b) >= 0.9 * Math.max(a, b);
            }
        },
        /** Only told. */
        ANY {
            @Override
            boolean of(String one, String other) {
                return true;
            }
        };

        abstract boolean of(String one, String other);

        private static String upToFirstNumber(String text) {
            return text.replaceFirst("(\\d+).*", "$1");
        }
    }

    /** Returns those of a run, in the order in which to show them. */
    static List<Condition> of(Run run) {
        List<Condition> all = new ArrayList<>();
        all.add(same("simulation", run.simulation()));
        all.add(same("profile", run.profile().name()));
        addSettings(all, "setting ", run.profile().settings());
        addTarget(all, run.target());
        run.target().database().ifPresent(database -> addDatabase(all, database));
        run.target().limits().forEach((limit, value) -> all.add(same("limit of " + limit, value)));
        addEnvironment(all, run.environment());
        return all;
    }

    private static void addSettings(List<Condition> all, String prefix, Map<?, ?> settings) {
        settings.forEach((key, value) -> {
            if (value instanceof Map<?, ?> block) {
                addSettings(all, prefix + key + ".", block);
            } else {
                all.add(same(prefix + key, value.toString()));
            }
        });
    }

    private static void addTarget(List<Condition> all, RunTarget target) {
        all.add(same("target", target.kind().word()));
        if (!target.urls().isEmpty()) {
            all.add(new Condition("addresses", String.join(", ", target.urls()), Likeness.ANY));
        }
        all.add(same("dialect", target.dialect()));
        all.add(same("instances", Integer.toString(target.instances())));
    }

    private static void addDatabase(List<Condition> all, Database database) {
        all.add(same("database", database.name()));
        database.version()
                .ifPresent(version ->
                        all.add(new Condition("database version", version, Likeness.SAME_UP_TO_MAJOR_VERSION)));
        database.durability().forEach((setting, value) -> all.add(same("durability " + setting, value)));
        database.provision().ifPresent(word -> all.add(same("provision", word)));
        all.add(same("emulator", database.emulator() ? "yes" : "no"));
    }

    private static void addEnvironment(List<Condition> all, RunEnvironment environment) {
        RunEnvironment.Machine machine = environment.machine();
        all.add(new Condition("operating system", machine.os(), Likeness.SAME_UP_TO_MAJOR_VERSION));
        all.add(same("architecture", machine.arch()));
        all.add(same("CPUs", Integer.toString(machine.cpus())));
        all.add(same("CPU model", machine.cpuModel()));
        all.add(new Condition("memory in MB", Long.toString(machine.memoryMb()), Likeness.WITHIN_A_TENTH));
        all.add(new Condition("JDK", environment.jdk(), Likeness.ANY));
        all.add(new Condition("Gatling", environment.gatling(), Likeness.ANY));
    }

    private static Condition same(String name, String text) {
        return new Condition(name, text, Likeness.SAME);
    }
}
