package timerbench.harness.targets.dialect;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a list: where a page holds its timers, and how the next one is asked for.
 *
 * @param timers the field with the timers of a page, an array or an object by id; {@code .} for the whole body
 * @param nextCursor the field with the start of the next page
 * @param counted the value that counts pages or timers; empty if the service tells where the next page starts
 * @param first the value of the first page; empty if its request has none
 */
public record Paging(
        Optional<String> timers, Optional<String> nextCursor, Optional<Value> counted, Optional<String> first) {
    /** A list without pages. */
    static final Paging NONE = new Paging(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Returns the value that says where a page starts. */
    public Value start() {
        return counted.orElse(Value.CURSOR);
    }

    /**
     * Returns the start of the page that follows.
     *
     * @param start of the page before
     * @param limit the most timers of a page
     * @param timers of the page before
     * @return null if it was the last, or the service tells
     */
    public @Nullable String next(String start, int limit, int timers) {
        if (counted.isEmpty() || timers < limit) {
            return null;
        }
        return Long.toString(Long.parseLong(start) + (counted.get() == Value.OFFSET ? limit : 1));
    }
}
