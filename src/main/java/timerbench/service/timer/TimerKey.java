package timerbench.service.timer;

import static java.util.Objects.requireNonNull;

/** What a timer is found by: its group, and its id, which is unique within the group. */
public record TimerKey(String groupId, String timerId) {
    public TimerKey {
        requireNonNull(groupId, "groupId");
        requireNonNull(timerId, "timerId");
    }
}
