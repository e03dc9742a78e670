package timerbench.service.store;

import java.time.Instant;
import timerbench.service.timer.TimerKey;

/** A timer and the time of its next attempt, as last read. */
public record Due(TimerKey key, Instant dueAt) {}
