package timerbench.service.timer;

import static java.util.Objects.requireNonNull;

/** The key of a timer: its group, and its id, which is unique within the group. */
public record TimerKey(String groupId, String timerId) {
    public TimerKey {
        requireNonNull(groupId, "groupId");
        requireNonNull(timerId, "timerId");
    }
}
