package timerbench.harness.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import timerbench.harness.run.Injector;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** The generators that shared the load of a run. */
final class InjectorBlocks {
    private static final List<Table.Column> COLUMNS = List.of(
            Table.Column.of("requests"),
            Table.Column.of("began", "ms"),
            Table.Column.of("clock", "ms"),
            Table.Column.of("in use", "CPUs"),
            Table.Column.of("memory", "MB"));
    private static final Table.Column THROTTLED = Table.Column.of("throttled", "%");
    private static final Table.Column BOTTLENECK = Table.Column.text("bottleneck");
    private static final String HOW_TO_READ = "Requests: those of the plan, after the warm-up. Began: after the agreed"
            + " instant. Clock: how far it was ahead of the coordinator's; negative: behind."
            + " Memory: the largest.";

    private final List<Injector> injectors;
    private final boolean hasLimits;

    private InjectorBlocks(List<Injector> injectors) {
        this.injectors = injectors;
        this.hasLimits =
                injectors.stream().anyMatch(each -> each.throttledShare().isPresent());
    }

    /** Returns a table of all injectors; empty if one process sent the load. */
    static Section section(Run run) {
        InjectorBlocks blocks = new InjectorBlocks(run.injectors());
        return run.injectors().isEmpty()
                ? Section.of("Injectors")
                : Section.of("Injectors", blocks.table(), Sentences.small(blocks.machines(), HOW_TO_READ));
    }

    /** Returns how many there are and on what they ran, or the machine of the one generator. */
    static String generators(Run run) {
        if (run.injectors().isEmpty()) {
            return About.machine(run);
        }
        List<String> machines = run.injectors().stream()
                .map(each -> About.shortly(each.environment().machine()))
                .distinct()
                .toList();
        return run.injectors().size() + " injectors"
                + (machines.size() == 1 ? ", " + machines.get(0) : " on different machines");
    }

    /** Returns whose the machine in the environment of a run is. Only a coordinator knows how far clocks are apart. */
    static String recorder(Run run) {
        if (run.injectors().isEmpty()) {
            return "the generator";
        }
        return run.injectors().stream().anyMatch(each -> each.clockAheadMillis().isPresent())
                ? "the coordinator"
                : "injector " + run.injectors().get(0).index();
    }

    private Table table() {
        List<Table.Column> columns = new ArrayList<>(COLUMNS);
        if (hasLimits) {
            columns.add(THROTTLED);
        }
        columns.add(BOTTLENECK);
        return Table.of("", columns, injectors.stream().map(this::row).toList());
    }

    private Table.Row row(Injector injector) {
        List<String> cells = new ArrayList<>();
        cells.add(Numbers.text(injector.requests()));
        cells.add(known(injector.beganMillis(), InjectorBlocks::signed));
        cells.add(known(injector.clockAheadMillis(), ahead -> clock(ahead, injector.clockUncertaintyMillis())));
        cells.add(known(injector.cpuCores(), Numbers::text));
        cells.add(known(injector.memoryMb(), Numbers::text));
        if (hasLimits) {
            cells.add(known(injector.throttledShare(), Numbers::percentage));
        }
        cells.add(known(injector.saturated(), saturated -> saturated ? "YES" : "no"));
        return Table.Row.of("injector " + injector.index(), cells);
    }

    private static <T> String known(Optional<T> value, Function<T, String> text) {
        return value.map(text).orElse(TrialBlocks.UNSUPPORTED);
    }

    /** A process of the coordinator's machine has the same clock. */
    private static String clock(double ahead, Optional<Double> uncertainty) {
        boolean isSame = ahead == 0 && uncertainty.filter(most -> most == 0).isPresent();
        return isSame
                ? "same"
                : signed(ahead) + uncertainty.map(most -> " ± " + tenths(most)).orElse("");
    }

    private static String tenths(double millis) {
        return String.format(Locale.ROOT, "%,.1f", millis);
    }

    /** A zero has no sign. */
    private static String signed(double millis) {
        String text = tenths(millis);
        return text.equals("-0.0") ? "0.0" : text;
    }

    private String machines() {
        Map<RunEnvironment.Machine, TreeSet<Integer>> machines = new LinkedHashMap<>();
        injectors.forEach(each -> machines.computeIfAbsent(each.environment().machine(), key -> new TreeSet<>())
                .add(each.index()));
        if (machines.size() == 1) {
            return "Each: " + About.machine(injectors.get(0).environment().machine()) + ".";
        }
        return machines.entrySet().stream()
                        .map(entry -> (entry.getValue().size() == 1 ? "Injector " : "Injectors ")
                                + entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + ": " + About.machine(entry.getKey()))
                        .collect(Collectors.joining(". "))
                + ".";
    }
}
