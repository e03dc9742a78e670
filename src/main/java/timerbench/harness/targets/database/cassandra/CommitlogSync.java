package timerbench.harness.targets.database.cassandra;

import java.time.Duration;

/** When a write is on disk, by Cassandra's {@code commitlog_sync}. */
public enum CommitlogSync {
    /** Before it is answered; those of a short window share one fsync. */
    GROUP("group", "commitlog_sync_group_window", Duration.ofMillis(5)),
    /** Up to ten seconds after it was answered: Cassandra's default, by which a crash of the machine loses them. */
    PERIODIC("periodic", "commitlog_sync_period", Duration.ofSeconds(10));

    private final String word;
    private final String setting;
    private final Duration time;

    CommitlogSync(String word, String setting, Duration time) {
        this.word = word;
        this.setting = setting;
        this.time = time;
    }

    String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }

    /** Returns the setting that goes with it, as a line of {@code cassandra.yaml}. */
    String line() {
        return setting + ": " + time.toMillis() + "ms";
    }
}
