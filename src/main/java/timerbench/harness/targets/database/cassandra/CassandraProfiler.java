package timerbench.harness.targets.database.cassandra;

import java.util.Comparator;
import java.util.Map;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.targets.database.Profiler;

/** Reports the work on each table, as the difference of the server's own counts. */
final class CassandraProfiler implements Profiler {
    /** What was done to the tables of a keyspace since the server's start. */
    interface TableWork extends AutoCloseable {
        /**
         * What was done.
         *
         * @param total in the source's unit
         */
        record Work(long calls, double total) {
            static final Work NONE = new Work(0, 0);

            Work since(Work before) {
                // A table that was dropped and created again counts from zero.
                return before.calls > calls ? this : new Work(calls - before.calls, Math.max(0, total - before.total));
            }
        }

        String source();

        String unit();

        /** Returns the work by table and operation. */
        Map<String, Work> now();

        @Override
        void close();
    }

    private final TableWork work;
    private Map<String, TableWork.Work> before;

    CassandraProfiler(TableWork work) {
        this.work = work;
        this.before = work.now();
    }

    @Override
    public void start() {
        before = work.now();
    }

    @Override
    public DatabaseLoad top(int most) {
        return new DatabaseLoad(
                work.source(),
                work.unit(),
                work.now().entrySet().stream()
                        .map(now -> statement(now.getKey(), now.getValue()))
                        .filter(statement -> statement.calls() > 0)
                        .sorted(Comparator.comparingDouble(DatabaseLoad.Statement::total)
                                .reversed())
                        .limit(most)
                        .toList());
    }

    private DatabaseLoad.Statement statement(String text, TableWork.Work now) {
        TableWork.Work since = now.since(before.getOrDefault(text, TableWork.Work.NONE));
        return new DatabaseLoad.Statement(text, since.calls(), since.total());
    }

    @Override
    public void close() {
        work.close();
    }
}
