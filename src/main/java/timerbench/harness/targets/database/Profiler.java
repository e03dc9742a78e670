package timerbench.harness.targets.database;

import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.targets.process.DatabaseException;

/** Reports what the database did, from its own counts. Every call throws {@link DatabaseException}. */
public interface Profiler extends AutoCloseable {
    /** Starts a new report; earlier work does not count. */
    void start();

    /** Returns the largest items since the start, the largest first; as often as it is called. */
    DatabaseLoad top(int most);

    @Override
    void close();
}
