package timerbench.harness.run;

import java.util.List;
import java.util.Optional;

/**
 * What a trial did over time. A baseline is kept without it.
 *
 * @param seconds the load second by second; absent if the trial was cut short before it counted
 * @param timeline the figures in windows; absent as well then
 * @param marks events in the order of time
 * @param databaseLoad the load that the database reports; absent if it was not asked
 */
public record Course(
        Optional<Seconds> seconds,
        Optional<Timeline> timeline,
        List<TimelineEvent> marks,
        Optional<DatabaseLoad> databaseLoad) {
    /** Nothing is known. */
    static final Course UNKNOWN = new Course(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Course {
        marks = List.copyOf(marks);
    }

    Course with(Seconds known) {
        return new Course(Optional.of(known), timeline, marks, databaseLoad);
    }

    Course with(Timeline known) {
        return new Course(seconds, Optional.of(known), marks, databaseLoad);
    }

    Course with(List<TimelineEvent> known) {
        return new Course(seconds, timeline, known, databaseLoad);
    }

    Course with(DatabaseLoad known) {
        return new Course(seconds, timeline, marks, Optional.of(known));
    }
}
