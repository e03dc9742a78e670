package timerbench.harness.load;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Ctrl-C does: the first ends the load, so that it can be reported; the second ends the process at once.
 *
 * <p>{@code sun.misc.Signal} is what the JDK has for this and supports (module jdk.unsupported), but javac warns of it in a
 * way that cannot be suppressed; hence the reflection.
 */
public final class Interrupts {
    private Interrupts() {}

    /** Has each run at its interrupt, on a thread of its own; where the JVM cannot, Ctrl-C stays as it was. */
    public static void on(Runnable first, Runnable again) {
        AtomicInteger times = new AtomicInteger();
        handle(() -> {
            // Not here: this thread is the JVM's own.
            new Thread(times.incrementAndGet() == 1 ? first : again, "interrupted").start();
        });
    }

    private static void handle(Runnable onInterrupt) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Interrupts.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            onInterrupt.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
        } catch (InvocationTargetException e) {
            // The JVM was told to leave signals alone (-Xrs), or was started with this one ignored.
            System.err.println("timer-bench: Ctrl-C will end the run without a report: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            System.err.println("timer-bench: Ctrl-C will end the run without a report: " + e);
        }
    }
}
