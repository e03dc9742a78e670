package timerbench.service.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import timerbench.service.timer.Timer;

/**
 * Timers in their order: at most as many as requested, and until their payloads hold {@value #MOST_CHARACTERS}
 * characters. A thousand of the largest payloads would take 64 MB of memory, in a service that answers many requests
 * at once.
 */
public final class Page {
    static final int MOST_CHARACTERS = 256 * 1_024;

    private final int limit;
    private final List<Timer> timers = new ArrayList<>();
    private int characters;

    public Page(TimerQuery query) {
        this.limit = query.limit();
    }

    /** Returns whether there is no room for another timer; there is always room for one. */
    public boolean isFull() {
        return timers.size() >= limit || characters >= MOST_CHARACTERS;
    }

    public void add(Timer timer) {
        timers.add(timer);
        characters += timer.payload().map(String::length).orElse(0);
    }

    public List<Timer> timers() {
        return Collections.unmodifiableList(timers);
    }

    /** Returns the position after which the next page starts; empty if this is the last page. */
    public Optional<Position> end() {
        return isFull() ? Optional.of(Position.of(timers.get(timers.size() - 1))) : Optional.empty();
    }
}
