package timerbench.harness.targets.database;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import timerbench.harness.targets.process.DatabaseException;

/**
 * What a run creates for itself in a database that was running already, such as a schema. It is dropped when this
 * is closed or this process ends; after SIGKILL it stays.
 */
public final class RunSpace implements AutoCloseable {
    private final Runnable drop;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::close, "drop-run-space");

    private RunSpace(Runnable drop) {
        this.drop = drop;
    }

    /** Returns a new name for the space of a run: at most 48 letters, digits and underscores. */
    public static String newName() {
        return "timerbench_" + UUID.randomUUID().toString().replace("-", "");
    }

    /**
     * Creates the space.
     *
     * @param advice what the server must allow, for the message if it does not
     * @throws DatabaseException if it cannot be created
     */
    public static RunSpace create(Runnable create, Runnable drop, String advice) {
        RunSpace space = new RunSpace(drop);
        // Before there is anything to drop, in case this process is told to end in between.
        Runtime.getRuntime().addShutdownHook(space.hook);
        try {
            create.run();
            return space;
        } catch (DatabaseException e) {
            space.closed.set(true);
            space.forgetHook();
            throw new DatabaseException(e.getMessage() + "\n" + advice, e);
        }
    }

    /** Drops the space. Closing twice is harmless. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            forgetHook();
            drop.run();
        }
    }

    private void forgetHook() {
        if (Thread.currentThread() != hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // This process is ending; the hook will find it closed.
            }
        }
    }
}
