package timerbench.harness.load.injector;

/** An injector cannot deliver its part, so that the run has no result. The message says which, and why. */
public final class InjectorLost extends Exception {
    private static final long serialVersionUID = 1;

    InjectorLost(int index, int count, String reason) {
        super("injector " + index + " of " + count + " " + reason);
    }
}
