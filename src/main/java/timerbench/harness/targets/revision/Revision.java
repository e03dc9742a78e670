package timerbench.harness.targets.revision;

import java.util.concurrent.atomic.AtomicBoolean;
import timerbench.harness.targets.ServiceCode;

/** A revision of this repository, built. When all that share a commit are closed, what was made of it is removed. */
public final class Revision implements AutoCloseable {
    private final Commit commit;
    private final ServiceCode code;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    Revision(Commit commit, ServiceCode code, Runnable giveBack) {
        this.commit = commit;
        this.code = code;
        this.giveBack = giveBack;
    }

    public Commit commit() {
        return commit;
    }

    /** Returns the reference service as it was then. */
    public ServiceCode code() {
        return code;
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
