package timerbench.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import timerbench.service.store.Store;
import timerbench.service.store.StoreConnection;
import timerbench.service.store.TimerStore;

/** A store whose calls to the database, but for the engine's, can be held back or made to fail. */
final class Intercepted {
    private Intercepted() {}

    /** Returns the store, with an action that runs before every call to its database, and may throw in its place. */
    static Store store(Store store, Runnable before) {
        return new Store(
                store.shards(),
                store.info(),
                intercepted(TimerStore.class, store.timers(), before),
                store.due(),
                store.leases(),
                intercepted(StoreConnection.class, store.connection(), before));
    }

    private static <T> T intercepted(Class<T> type, T calls, Runnable before) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("close")) {
                        before.run();
                    }
                    try {
                        return method.invoke(calls, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
