package timerbench.harness.targets.database;

import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.targets.process.DatabaseException;

/** Tells what the database did, by its own account. Every call throws {@link DatabaseException}. */
public interface Profiler extends AutoCloseable {
    /** Begins anew: what comes before this is not told. */
    void start();

    /** Returns what took the most since the start, the largest first. */
    DatabaseLoad top(int most);

    @Override
    void close();
}
