package timerbench.harness.load.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.targets.fault.Fault;

/** Does faults, each on a thread of its own, and records when they began and ended. */
public final class FaultRunner implements AutoCloseable {
    /** The longest time for faults to end when the run does: a command that is undone, say. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Disturbed disturbed;
    private final Listener listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Disturbance> all = new ArrayList<>();
    private final List<TimelineEvent> marks = new ArrayList<>();
    private final List<Fault> underWay = new ArrayList<>();
    private boolean closed;

    /** Hears of faults, on their threads. */
    public interface Listener {
        /** A fault begins or is over. */
        void happened(TimelineEvent mark);

        /** A fault could not be done. */
        void failed(String why);
    }

    public FaultRunner(Disturbed disturbed, Listener listener) {
        this.disturbed = disturbed;
        this.listener = listener;
    }

    /**
     * Begins a fault now, and returns at once. A fault that cannot be done fails the run.
     *
     * @throws IllegalArgumentException if it cannot be done in this run, whenever it were begun
     */
    public Disturbance begin(Fault fault) {
        return beginAfter(Duration.ZERO, fault);
    }

    /**
     * Begins a fault after a time, and returns at once. It is not begun if the run ends before.
     *
     * @throws IllegalArgumentException if it cannot be done in this run, whenever it were begun
     */
    public synchronized Disturbance beginAfter(Duration time, Fault fault) {
        FaultAction action = disturbed.action(fault);
        Disturbance disturbance = new Disturbance(fault);
        all.add(disturbance);
        if (closed) {
            return disturbance;
        }
        Thread thread = new Thread(() -> run(time, action, disturbance), "fault");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return disturbance;
    }

    private void run(Duration after, FaultAction action, Disturbance disturbance) {
        Fault fault = disturbance.fault();
        try {
            if (closesWithin(after)) {
                return;
            }
            enter(fault);
            try {
                disturb(action, disturbance);
            } finally {
                leave(fault);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            String reason = Optional.ofNullable(e.getMessage()).orElse(e.toString());
            String why = disturbed.withoutSecrets("fault " + fault.text() + ": " + reason);
            disturbance.failed(why);
            listener.failed(why);
        }
    }

    private void disturb(FaultAction action, Disturbance disturbance) throws InterruptedException {
        Fault fault = disturbance.fault();
        Instant began = Instant.now();
        mark(began, fault.text());
        disturbance.began(began);
        action.begin();
        if (fault.isForGood()) {
            return;
        }
        // A command may take a part of the time itself.
        Duration left = fault.lasts().orElse(Duration.ZERO).minus(Duration.between(began, Instant.now()));
        var unused = closesWithin(left);
        action.end();
        Instant ended = Instant.now();
        mark(ended, fault.endText());
        disturbance.ended(ended);
    }

    private boolean closesWithin(Duration time) throws InterruptedException {
        return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is planned does not meet, but a start may take longer than the time until the next fault. */
    private synchronized void enter(Fault fault) {
        underWay.stream().filter(fault::meets).findFirst().ifPresent(other -> {
            throw new IllegalStateException("\"" + other.text() + "\" is not over yet; leave more time between them");
        });
        underWay.add(fault);
    }

    private synchronized void leave(Fault fault) {
        if (!fault.isForGood()) {
            underWay.remove(fault);
        }
    }

    private void mark(Instant at, String text) {
        TimelineEvent mark = new TimelineEvent(at, TimelineEvent.Kind.FAULT, disturbed.withoutSecrets(text));
        synchronized (marks) {
            marks.add(mark);
        }
        listener.happened(mark);
    }

    /** Returns the faults that were not begun, because the run ended before. */
    public synchronized List<Fault> notBegun() {
        return all.stream()
                .filter(each ->
                        closed && each.began().isEmpty() && each.failure().isEmpty())
                .map(Disturbance::fault)
                .toList();
    }

    /** Returns the begins and ends so far, in their order. */
    public List<TimelineEvent> marks() {
        synchronized (marks) {
            return marks.stream()
                    .sorted(Comparator.comparing(TimelineEvent::at))
                    .toList();
        }
    }

    /**
     * Ends all faults that are under way, and returns when they have ended. From then on, none begins. Closing twice is harmless.
     */
    @Override
    public void close() {
        List<Thread> running;
        synchronized (this) {
            closed = true;
            running = List.copyOf(threads);
        }
        closing.countDown();
        try {
            for (Thread thread : running) {
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
