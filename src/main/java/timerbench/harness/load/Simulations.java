package timerbench.harness.load;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import timerbench.harness.load.check.SimulationFit;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.settings.Nearest;

/** The simulations on the class path: the classes in the package {@code simulations} that have a {@link Question}. */
public final class Simulations {
    private static final String PACKAGE = "simulations";
    private static final String SUFFIX = "Simulation";

    /**
     * A simulation that can be run by its name.
     *
     * @param question that it answers
     */
    public record Known(Class<? extends Simulation> type, String question) {
        public String name() {
            return type.getSimpleName();
        }

        /** Returns what the simulation needs and the dialect does not have; empty if it can be run. */
        public List<String> missing(Dialect dialect) {
            return Simulations.missing(type, dialect);
        }
    }

    private Simulations() {}

    /** Returns how each simulation gets on with a dialect. */
    public static List<SimulationFit> fits(Dialect dialect) {
        return all().stream()
                .map(known -> new SimulationFit(known.name(), known.missing(dialect), leftOut(known.type(), dialect)))
                .toList();
    }

    private static List<String> leftOut(Class<?> simulation, Dialect dialect) {
        Needs needs = simulation.getAnnotation(Needs.class);
        if (needs == null || !missing(simulation, dialect).isEmpty()) {
            return List.of();
        }
        Stream<String> operations = Arrays.stream(needs.orLeavesOut())
                .filter(operation -> !dialect.has(operation))
                .map(operation -> "operation " + operation.word());
        Stream<String> answers = Arrays.stream(AnswerKind.values())
                .filter(kind -> needs.answers())
                .flatMap(kind -> kind.whyNot(dialect).stream().map(why -> "answer " + kind.word() + ": " + why));
        Stream<String> reads = Stream.of(
                        "reads of timers that do not exist (its setting missing must be 0): the dialect"
                                + " does not say how they are answered (read.missing)")
                .filter(text -> needs.missingReads() && !definesMissingRead(dialect));
        return Stream.of(operations, answers, reads).flatMap(each -> each).toList();
    }

    private static boolean definesMissingRead(Dialect dialect) {
        return dialect.has(Operation.READ)
                && dialect.call(Operation.READ).answers().missing().isPresent();
    }

    /** Returns all simulations, ordered by name. */
    public static List<Known> all() {
        List<Known> all = new ArrayList<>();
        try {
            for (URL folder : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(PACKAGE))) {
                try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(SUFFIX + ".class"))
                            .sorted()
                            .flatMap(name -> known(name.replace(".class", "")).stream())
                            .forEach(all::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the simulations on the class path cannot be listed: " + e.getMessage(), e);
        }
        return all;
    }

    private static Optional<Known> known(String name) {
        try {
            // The class is not initialised: that would start a target.
            Class<?> type = Class.forName(
                    PACKAGE + "." + name, false, Thread.currentThread().getContextClassLoader());
            return Optional.ofNullable(type.getAnnotation(Question.class))
                    .map(question -> new Known(type.asSubclass(Simulation.class), question.value()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class file is a class", e);
        }
    }

    /** Returns why several injectors cannot share the load of a simulation; empty if they can. */
    public static Optional<String> whyNotShared(Class<?> simulation) {
        return Optional.ofNullable(simulation.getAnnotation(Needs.class))
                .map(Needs::oneInjector)
                .filter(reason -> !reason.isEmpty())
                .map(reason -> simulation.getSimpleName() + " needs one injector: " + reason);
    }

    static List<String> missing(Class<?> simulation, Dialect dialect) {
        Needs needs = simulation.getAnnotation(Needs.class);
        List<String> missing = new ArrayList<>();
        for (Operation operation : needs == null ? new Operation[] {Operation.CREATE} : needs.value()) {
            if (!dialect.has(operation)) {
                missing.add("operation " + operation.word());
            }
        }
        if (needs != null && needs.callbacks() && !dialect.hasCallback()) {
            missing.add("callback");
        }
        if (needs != null && needs.wrongRequests() && dialect.wrong().isEmpty() && !definesMissingRead(dialect)) {
            missing.add("status of a wrong request (wrong)");
        }
        return missing;
    }

    /**
     * Returns the simulation of this name, in any case, with or without the ending {@code Simulation}. Otherwise
     * returns the only simulation whose name contains it, if there is one.
     */
    public static Optional<Known> called(String name) {
        String wanted = plain(name);
        List<Known> all = all();
        List<Known> holding =
                all.stream().filter(each -> plain(each.name()).contains(wanted)).toList();
        return all.stream()
                .filter(each -> plain(each.name()).equals(wanted))
                .findFirst()
                .or(() -> holding.size() == 1 ? Optional.of(holding.get(0)) : Optional.empty());
    }

    /** Returns the names of all simulations, as {@code list} prints them. */
    public static List<String> names() {
        return all().stream().map(Known::name).toList();
    }

    /**
     * Returns why there is no simulation of this name, with the one that was meant or else all names.
     *
     * @param name that {@link #called} does not find
     */
    public static String unknown(String name) {
        String message = "there is no simulation \"" + name + "\"; ";
        Map<String, String> spellings = spellings();
        return Nearest.to(plain(name), spellings.keySet())
                .map(spellings::get)
                .map(meant -> message + "did you mean " + meant + "? ./timer-bench list shows all")
                .orElseGet(() -> message + "there are " + String.join(", ", names()));
    }

    /** Returns how each name may be spelled: in full, without its ending, or as one of its words that no other has. */
    private static Map<String, String> spellings() {
        Map<String, String> spellings = new TreeMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (String name : names()) {
            Set<String> words = new HashSet<>(List.of(name.toLowerCase(Locale.ROOT), plain(name)));
            Stream.of(name.split("(?=\\p{Lu})"))
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .forEach(words::add);
            ambiguous.addAll(words.stream()
                    .filter(word -> spellings.put(word, name) != null)
                    .toList());
        }
        spellings.keySet().removeAll(ambiguous);
        return spellings;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("simulation$", "");
    }
}
