package timerbench.harness.load.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.measure.callback.Receiver;

/** Keeps what comes to the receiver, and waits for the callback of one timer. */
final class CallbackWait implements Receiver.Listener {
    /** The further wait if something else came when the callback should have. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /**
     * A request that came.
     *
     * @param callback empty if it is none
     * @param why it is none
     */
    record Arrival(Message message, Instant at, Optional<Receiver.Callback> callback, String why) {}

    private final Secrets secrets;
    private final List<Arrival> arrivals = new ArrayList<>();
    private Message last = new Message(Message.Kind.CAME, "", List.of(), "");

    CallbackWait(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public synchronized void came(Receiver.Request request) {
        last = new Message(
                Message.Kind.CAME,
                request.method() + " " + secrets.struckOut(request.uri()),
                request.headers().stream()
                        .map(header -> secrets.foreign(header.getKey(), header.getValue()))
                        .toList(),
                secrets.struckOut(request.body()));
    }

    @Override
    public synchronized void arrived(Receiver.Callback callback, Instant arrival, Reply reply) {
        add(new Arrival(last, arrival, Optional.of(callback), ""));
    }

    @Override
    public synchronized void malformed(String why, Instant arrival) {
        // What follows quotes the request, which is shown anyway.
        int quoted = why.indexOf(" in " + last.head().split(" ", -1)[0] + " ");
        add(new Arrival(last, arrival, Optional.empty(), quoted < 0 ? why : why.substring(0, quoted)));
    }

    private void add(Arrival arrival) {
        arrivals.add(arrival);
        notifyAll();
    }

    /** Returns all that came so far. */
    synchronized List<Arrival> all() {
        return List.copyOf(arrivals);
    }

    /**
     * Waits for a callback.
     *
     * @param id the timer's id or reference
     * @param due when its callback should come at the earliest
     * @return empty if it did not come
     */
    synchronized Optional<Arrival> await(String id, Instant due, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        boolean isCut = false;
        while (true) {
            Optional<Arrival> own = arrivals.stream()
                    .filter(arrival -> arrival.callback()
                            .filter(callback -> callback.timerId().equals(id))
                            .isPresent())
                    .findFirst();
            if (own.isPresent()) {
                return own;
            }
            if (!isCut && arrivals.stream().anyMatch(arrival -> !arrival.at().isBefore(due))) {
                isCut = true;
                deadline = Math.min(deadline, System.nanoTime() + GRACE.toNanos());
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left / 1_000_000 + 1);
        }
    }
}
