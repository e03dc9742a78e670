package timerbench.harness.targets.database.cassandra;

import java.time.Duration;
import timerbench.harness.run.Word;

/** When a write reaches the disk: Cassandra's {@code commitlog_sync}. */
public enum CommitlogSync implements Word {
    /** Before it is answered; the writes of a short window share one fsync. */
    GROUP("commitlog_sync_group_window", Duration.ofMillis(5)),
    /** Up to ten seconds after it was answered, Cassandra's default. A crash of the machine loses these writes. */
    PERIODIC("commitlog_sync_period", Duration.ofSeconds(10));

    private final String setting;
    private final Duration time;

    CommitlogSync(String setting, Duration time) {
        this.setting = setting;
        this.time = time;
    }

    @Override
    public String toString() {
        return word();
    }

    /** Returns the time setting of this mode, as a line of {@code cassandra.yaml}. */
    String line() {
        return setting + ": " + time.toMillis() + "ms";
    }
}
