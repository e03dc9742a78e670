package timerbench.harness.targets.database;

import java.util.OptionalLong;

/**
 * The bytes that a database server has written since its start, as it reports them.
 *
 * @param log to its write-ahead log
 * @param data to its tables and indexes; empty if it does not report them
 */
public record Written(long log, OptionalLong data) {
    /** Returns the bytes written since the earlier report. */
    public Written since(Written before) {
        return new Written(
                log - before.log,
                data.isPresent() && before.data.isPresent()
                        ? OptionalLong.of(data.getAsLong() - before.data.getAsLong())
                        : OptionalLong.empty());
    }
}
