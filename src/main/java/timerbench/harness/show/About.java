package timerbench.harness.show;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.run.Database;
import timerbench.harness.run.Run;
import timerbench.harness.show.Document.Sentences;

/** Words the line below the headline of a page: date, profile, database, machine. */
final class About {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

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
                                .map(About::name)))
                        .filter(names -> !names.isEmpty()),
                Optional.of(distinct(runs.stream().map(run -> machine(run))))));
    }

    /** Returns the date and the minute. */
    static String minute(Instant at) {
        return MINUTE.format(at);
    }

    private static String dates(List<Run> runs) {
        List<Instant> starts = runs.stream()
                .map(run -> run.trials().get(0).measured().from())
                .sorted()
                .toList();
        String first = minute(starts.get(0));
        String last = minute(starts.get(starts.size() - 1));
        return first.equals(last) ? first : first + " to " + last;
    }

    private static String name(Database database) {
        return database.name()
                + database.version().map(version -> " " + version).orElse("")
                + (database.emulator() ? " (emulator)" : "");
    }

    private static String machine(Run run) {
        return run.environment().machine().cpus() + " CPUs "
                + run.environment().machine().cpuModel();
    }

    private static String distinct(Stream<String> texts) {
        return texts.distinct().collect(Collectors.joining(", "));
    }
}
