package timerbench.service.timer;

/** What a timer is found by: its group, and its id within the group. */
public record TimerKey(String groupId, String timerId) {}
