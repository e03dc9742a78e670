package timerbench.harness.show;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.run.Database;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment.Machine;
import timerbench.harness.show.Document.Sentences;

/** Words the line below the headline of a page: date, profile, database, machine. */
final class About {
    private About() {}

    /** Returns the line for parts that are known. */
    static Sentences of(Stream<Optional<String>> parts) {
        return Sentences.about(parts.flatMap(Optional::stream).toArray(String[]::new));
    }

    /** Returns the line for runs of one comparison; empty without runs. */
    static Sentences of(List<Run> runs) {
        if (runs.isEmpty()) {
            return Sentences.about();
        }
        return of(Stream.of(
                Optional.of(dates(runs)),
                Optional.of("profile "
                        + distinct(runs.stream().map(run -> run.profile().name()))),
                Optional.of(distinct(runs.stream()
                                .flatMap(run -> run.target().database().stream())
                                .map(Database::product)))
                        .filter(names -> !names.isEmpty()),
                Optional.of(distinct(runs.stream().map(InjectorBlocks::generators)))));
    }

    private static String dates(List<Run> runs) {
        List<Instant> starts = runs.stream()
                .map(run -> run.trials().get(0).measured().from())
                .sorted()
                .toList();
        String first = UtcText.minute(starts.get(0));
        String last = UtcText.minute(starts.get(starts.size() - 1));
        return first.equals(last) ? first : first + " to " + last;
    }

    /** Returns the machine of the generator. */
    static String machine(Run run) {
        return shortly(run.environment().machine());
    }

    /** Returns the processors of a machine. */
    static String shortly(Machine machine) {
        return machine.cpus() + " CPUs " + machine.cpuModel();
    }

    /** Returns what a machine is, with its memory and its system. */
    static String machine(Machine machine) {
        return shortly(machine) + ", " + Numbers.text(machine.memoryMb()) + " MB, " + machine.os() + " "
                + machine.arch();
    }

    private static String distinct(Stream<String> texts) {
        return texts.distinct().collect(Collectors.joining(", "));
    }
}
