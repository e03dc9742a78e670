package timerbench.harness.measure.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a JVM's Flight Recorder recorded, as far as a profile counts it.
 *
 * @param own code of the service
 * @param events in any order
 */
record Recording(OwnCode own, List<Event> events) {
    /** The time between two samples of a thread, as {@code profile/timer-bench.jfc} sets it. */
    static final Duration PERIOD = Duration.ofMillis(1);

    /**
     * An event.
     *
     * @param thread by which it can be recognised; 0 for none
     * @param took zero for what is no time
     * @param stack the innermost frame first; empty for a pause
     * @param amount in the unit of the resource
     */
    record Event(Resource resource, long thread, Instant end, Duration took, List<Frame> stack, double amount) {}

    /** @throws IOException if the file cannot be read */
    static Recording read(Path file) throws IOException {
        List<Event> events = new ArrayList<>();
        String command = "";
        String folder = "";
        try (RecordingFile open = new RecordingFile(file)) {
            while (open.hasMoreEvents()) {
                RecordedEvent event = open.readEvent();
                String name = event.getEventType().getName();
                if (name.equals("jdk.JVMInformation")) {
                    command = String.valueOf(event.getString("javaArguments"));
                } else if (name.equals("jdk.InitialSystemProperty")
                        && event.getString("key").equals("user.dir")) {
                    folder = event.getString("value");
                } else {
                    event(name, event).ifPresent(events::add);
                }
            }
        }
        return new Recording(OwnCode.of(command, Path.of(folder)), events);
    }

    private static Optional<Event> event(String name, RecordedEvent event) {
        return switch (name) {
            case "jdk.ExecutionSample" ->
                on(Resource.CPU, event.getThread("sampledThread"), event, sample -> PERIOD.toNanos() / 1e3);
            case "jdk.ObjectAllocationInNewTLAB" ->
                on(Resource.ALLOCATION, event.getThread(), event, buffer -> buffer.getLong("tlabSize"));
            case "jdk.ObjectAllocationOutsideTLAB" ->
                on(Resource.ALLOCATION, event.getThread(), event, object -> object.getLong("allocationSize"));
            case "jdk.JavaMonitorEnter" -> on(Resource.LOCK, event.getThread(), event, Recording::micros);
            case "jdk.JavaMonitorWait", "jdk.ThreadPark", "jdk.ThreadSleep" ->
                on(Resource.WAIT, event.getThread(), event, Recording::micros);
            case "jdk.GCPhasePause" ->
                Optional.of(
                        new Event(Resource.GC, 0, event.getEndTime(), event.getDuration(), List.of(), micros(event)));
            default -> Optional.empty();
        };
    }

    private static double micros(RecordedEvent event) {
        return event.getDuration().toNanos() / 1e3;
    }

    private static Optional<Event> on(
            Resource resource, RecordedThread thread, RecordedEvent event, ToDoubleFunction<RecordedEvent> amount) {
        List<Frame> stack = stack(event);
        return stack.isEmpty()
                ? Optional.empty()
                : Optional.of(new Event(
                        resource,
                        thread == null ? 0 : thread.getId(),
                        event.getEndTime(),
                        event.getDuration(),
                        stack,
                        amount.applyAsDouble(event)));
    }

    private static List<Frame> stack(RecordedEvent event) {
        return event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames().stream()
                        .map(Frame::of)
                        .filter(frame -> !frame.isHidden())
                        .toList();
    }
}
