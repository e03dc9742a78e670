package timerbench.harness.measure.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a JVM's Flight Recorder recorded, as far as a profile counts it. The events are not kept: there may be millions.
 *
 * @param own code of the service
 * @param events in any order, as often as they are asked for
 */
record Recording(OwnCode own, Events events) {
    /**
     * The time between two samples of a thread, as {@code profile/timer-bench.jfc} sets it. On a busy machine it is
     * longer, because the sampler waits for a processor, too.
     */
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

    /** Events that can be read more than once. */
    @FunctionalInterface
    interface Events {
        /**
         * Reads all events.
         *
         * @throws IOException if the file cannot be read
         */
        void forEach(Consumer<Event> consumer) throws IOException;
    }

    /** @throws IOException if the file cannot be read */
    static Recording of(Path file) throws IOException {
        return new Recording(
                ownCode(file),
                consumer -> read(file, (name, event) -> event(name, event).ifPresent(consumer)));
    }

    private static OwnCode ownCode(Path file) throws IOException {
        Map<String, String> jvm = new HashMap<>();
        read(file, (name, event) -> {
            if (name.equals("jdk.JVMInformation")) {
                jvm.put("command", String.valueOf(event.getString("javaArguments")));
            } else if (name.equals("jdk.InitialSystemProperty")) {
                jvm.put(event.getString("key"), String.valueOf(event.getString("value")));
            }
        });
        return OwnCode.of(jvm.getOrDefault("command", ""), Path.of(jvm.getOrDefault("user.dir", "")));
    }

    /** @param consumer of the name of an event and of the event itself */
    private static void read(Path file, BiConsumer<String, RecordedEvent> consumer) throws IOException {
        try (RecordingFile open = new RecordingFile(file)) {
            while (open.hasMoreEvents()) {
                RecordedEvent event = open.readEvent();
                consumer.accept(event.getEventType().getName(), event);
            }
        } catch (RuntimeException e) {
            // The JDK's parser has no exception of its own for a file that is cut or damaged.
            throw new IOException(e.toString(), e);
        }
    }

    private static Optional<Event> event(String name, RecordedEvent event) {
        return switch (name) {
            case "jdk.ExecutionSample" -> on(Resource.CPU, event.getThread("sampledThread"), event, sample -> 1);
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
