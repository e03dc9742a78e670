package timerbench.harness.targets.process;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does something once: when it is told to, or else in an orderly end of this process. Once it is done, the process
 * forgets it and all that it refers to.
 */
public final class AtExit {
    private final Runnable action;
    private final AtomicBoolean done = new AtomicBoolean();
    private final Thread hook;

    /** @param name of the thread that does it at the end of the process */
    public AtExit(String name, Runnable action) {
        this.action = action;
        this.hook = new Thread(this::now, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Does it now, unless it is done. */
    public void now() {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        try {
            action.run();
        } finally {
            forget();
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already.
        }
    }
}
