package timerbench.harness.load.injector;

import java.util.concurrent.atomic.AtomicBoolean;

/** Does something once: when it is told to, or else in an orderly end of this process. */
final class AtExit {
    private final Runnable action;
    private final AtomicBoolean done = new AtomicBoolean();
    private final Thread hook;

    AtExit(String name, Runnable action) {
        this.action = action;
        this.hook = new Thread(this::now, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void now() {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        action.run();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already.
        }
    }
}
