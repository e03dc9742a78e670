package timerbench.harness.measure.profile;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import timerbench.harness.measure.profile.Recording.Event;
import timerbench.harness.measure.profile.SideProfile.Amounts;

/** Adds up recordings by method and slice. */
final class RecordingProfile {
    private static final String PAUSES = "pauses of the garbage collector";

    /** A thread that waits in one method for more of the hold than this waits for work. */
    private static final double IDLE = 0.5;

    /** Where threads of pools wait for work. */
    private static final List<String> IDLE_METHODS = List.of(
            "java.util.concurrent.ThreadPoolExecutor.getTask",
            "java.util.concurrent.ForkJoinPool.awaitWork",
            "java.util.concurrent.ForkJoinPool.runWorker",
            "io.netty.util.concurrent.SingleThreadEventExecutor.takeTask",
            "io.netty.util.concurrent.GlobalEventExecutor.takeTask",
            "java.lang.ref.ReferenceQueue.remove");

    private final Slices slices;
    private final Map<Place, Sum> sums = new LinkedHashMap<>();
    private final Map<String, Long> collapsed = new TreeMap<>();
    private final Set<String> idle = new TreeSet<>();

    RecordingProfile(Slices slices) {
        this.slices = slices;
    }

    private record Place(Resource resource, String method) {}

    private record ThreadPlace(long thread, String method) {}

    private static final class Sum {
        private final double[] bySlice;
        private final Map<List<String>, Double> callers = new HashMap<>();
        private double squares;

        Sum(int slices) {
            bySlice = new double[slices];
        }

        void add(int slice, List<String> from, double amount) {
            bySlice[slice] += amount;
            squares += amount * amount;
            callers.merge(from, amount, Double::sum);
        }

        Amounts amounts(Place place) {
            List<String> where = Collections.max(callers.entrySet(), Map.Entry.comparingByValue())
                    .getKey();
            String unit = switch (place.resource) {
                case CPU -> "samples";
                case ALLOCATION -> "B";
                default -> "µs";
            };
            return new Amounts(
                    place.resource,
                    place.method,
                    where,
                    unit,
                    Arrays.stream(bySlice).boxed().toList(),
                    squares);
        }
    }

    /**
     * Adds a recording of one of the service's JVMs.
     *
     * @throws IOException if its file cannot be read
     */
    void add(Recording recording) throws IOException {
        OwnCode own = recording.own();
        idle.addAll(idle(recording));
        recording.events().forEach(event -> {
            OptionalInt slice = slices.at(event.end());
            boolean waitsForWork = event.resource() == Resource.WAIT && isIdle(event.stack(), own);
            if (slice.isPresent() && !waitsForWork) {
                add(event, slice.getAsInt(), own);
            }
        });
    }

    /** Returns the methods in which a thread waited for most of the hold. */
    private Set<String> idle(Recording recording) throws IOException {
        Map<ThreadPlace, Duration> waits = new HashMap<>();
        recording.events().forEach(event -> {
            if (event.resource() == Resource.WAIT) {
                String method = Site.of(event.stack(), recording.own()).method();
                waits.merge(new ThreadPlace(event.thread(), method), withinHold(event), Duration::plus);
            }
        });
        Duration most = Duration.ofNanos(
                (long) (Duration.between(slices.begin(), slices.end()).toNanos() * IDLE));
        return waits.entrySet().stream()
                .filter(wait -> wait.getValue().compareTo(most) > 0)
                .map(wait -> wait.getKey().method)
                .collect(Collectors.toSet());
    }

    private Duration withinHold(Event event) {
        Instant begin = event.end().minus(event.took());
        Instant from = begin.isBefore(slices.begin()) ? slices.begin() : begin;
        Instant to = event.end().isAfter(slices.end()) ? slices.end() : event.end();
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }

    private static boolean isIdle(List<Frame> stack, OwnCode own) {
        return !own.isIn(stack) || stack.stream().map(Frame::text).anyMatch(IDLE_METHODS::contains);
    }

    private void add(Event event, int slice, OwnCode own) {
        if (event.stack().isEmpty()) {
            sum(new Place(event.resource(), PAUSES)).add(slice, List.of(), event.amount());
            return;
        }
        Site site = Site.of(event.stack(), own);
        sum(new Place(event.resource(), site.method())).add(slice, site.callers(), event.amount());
        if (event.resource() == Resource.CPU) {
            collapsed.merge(collapsed(event.stack()), 1L, Long::sum);
        }
    }

    private Sum sum(Place place) {
        return sums.computeIfAbsent(place, none -> new Sum(slices.count()));
    }

    private static String collapsed(List<Frame> stack) {
        StringBuilder line = new StringBuilder();
        for (int i = stack.size() - 1; i >= 0; i--) {
            line.append(line.isEmpty() ? "" : ";").append(stack.get(i).text());
        }
        return line.toString();
    }

    /** Returns the sums by method, the largest of each resource first. */
    List<Amounts> amounts() {
        return sums.entrySet().stream()
                .map(sum -> sum.getValue().amounts(sum.getKey()))
                .sorted(Comparator.comparing(Amounts::resource)
                        .thenComparing(Comparator.comparingDouble(Amounts::sum).reversed()))
                .toList();
    }

    /** Returns the methods in which threads wait for work; what they wait there is among the amounts. */
    Set<String> idle() {
        return idle;
    }

    /** Returns the CPU samples as collapsed stacks, as {@link SideProfile#stacks}. */
    List<String> stacks() {
        return collapsed.entrySet().stream()
                .map(stack -> stack.getKey() + " " + stack.getValue())
                .toList();
    }
}
