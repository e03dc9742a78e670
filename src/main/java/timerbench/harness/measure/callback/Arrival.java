package timerbench.harness.measure.callback;

/** A callback that arrived, in microseconds since 1970. */
record Arrival(long executeAt, int attempt, boolean numbered, int payload, long at, Reply reply) {
    static Arrival of(Callback callback, long at, Reply reply) {
        return new Arrival(
                Epoch.micros(callback.executeAt()),
                callback.attempt(),
                callback.numbered(),
                callback.payload(),
                at,
                reply);
    }
}
