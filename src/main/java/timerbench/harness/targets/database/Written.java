package timerbench.harness.targets.database;

import java.util.OptionalLong;

/**
 * What a database server has written since it began, by its own account, in bytes.
 *
 * @param log to its write-ahead log
 * @param data to its tables and indexes; empty if it does not tell
 */
public record Written(long log, OptionalLong data) {
    /** Returns what was written since. */
    public Written since(Written before) {
        return new Written(
                log - before.log,
                data.isPresent() && before.data.isPresent()
                        ? OptionalLong.of(data.getAsLong() - before.data.getAsLong())
                        : OptionalLong.empty());
    }
}
