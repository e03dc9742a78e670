package timerbench.service.store;

import java.time.Instant;
import timerbench.service.timer.TimerKey;

/** When a timer's next attempt is to be made, as last read. */
public record Due(TimerKey key, Instant dueAt) {}
