package timerbench.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import timerbench.service.store.TimerStore;

/** A store whose calls to the database, but for the engine's, can be held back or made to fail. */
final class Intercepted {
    private static final Set<String> NOT_CALLS = Set.of("shards", "info", "close", "due", "leases");

    private Intercepted() {}

    /** Returns the store, with an action that runs before every call to its database, and may throw in its place. */
    static TimerStore store(TimerStore store, Runnable before) {
        return (TimerStore) Proxy.newProxyInstance(
                Intercepted.class.getClassLoader(), new Class<?>[] {TimerStore.class}, (proxy, method, arguments) -> {
                    if (!NOT_CALLS.contains(method.getName())) {
                        before.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
