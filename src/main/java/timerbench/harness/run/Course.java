package timerbench.harness.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a trial did over time. A baseline is kept without it.
 *
 * @param seconds the load second by second; absent if the trial was cut short before it counted
 * @param timeline the figures in windows; absent as well then
 * @param marks events in the order of time
 * @param databaseLoad the load that the database reports; absent if it was not asked
 * @param parts shards and instances of the target, and the largest groups, as far as they are known
 */
public record Course(
        Optional<Seconds> seconds,
        Optional<Timeline> timeline,
        List<TimelineEvent> marks,
        Optional<DatabaseLoad> databaseLoad,
        List<Part> parts) {
    /** Nothing is known. */
    static final Course UNKNOWN =
            new Course(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of());

    public Course {
        marks = List.copyOf(marks);
        parts = List.copyOf(parts);
    }

    Course with(Seconds known) {
        return new Course(Optional.of(known), timeline, marks, databaseLoad, parts);
    }

    Course with(Timeline known) {
        return new Course(seconds, Optional.of(known), marks, databaseLoad, parts);
    }

    Course with(List<TimelineEvent> known) {
        return new Course(seconds, timeline, known, databaseLoad, parts);
    }

    Course withParts(List<Part> added) {
        List<Part> all = Stream.concat(parts.stream(), added.stream()).toList();
        return new Course(seconds, timeline, marks, databaseLoad, all);
    }

    Course with(DatabaseLoad known) {
        return new Course(seconds, timeline, marks, Optional.of(known), parts);
    }
}
