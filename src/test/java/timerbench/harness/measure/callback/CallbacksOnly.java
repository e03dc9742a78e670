package timerbench.harness.measure.callback;

import java.time.Instant;

/** A listener for tests in which every request that arrives is a callback. */
public interface CallbacksOnly extends Receiver.Listener {
    @Override
    default void malformed(String why, Instant arrival) {
        throw new IllegalStateException("a request that is no callback: " + why);
    }
}
