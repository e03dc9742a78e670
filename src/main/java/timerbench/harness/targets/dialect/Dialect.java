package timerbench.harness.targets.dialect;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a timer service spells the operations: data, out of a file. */
public final class Dialect {
    /** Those that come with timer-bench, and that the reference service can speak. */
    public static final List<String> SHIPPED = List.of("groups", "durable-timer");

    private final String name;
    private final Optional<String> ready;
    private final Map<String, Template> headers;
    private final Map<Operation, Call> calls;
    private final CallbackFields callback;
    private final Statuses statuses;

    /**
     * Statuses of what is not done.
     *
     * @param overloaded to a request that was shed
     * @param wrong to a wrong request
     */
    record Statuses(Set<Integer> overloaded, Map<Wrong, Set<Integer>> wrong) {}

    Dialect(
            String name,
            Optional<String> ready,
            Map<String, Template> headers,
            Map<Operation, Call> calls,
            CallbackFields callback,
            Statuses statuses) {
        this.name = name;
        this.ready = ready;
        this.headers = Map.copyOf(headers);
        this.calls = Map.copyOf(calls);
        this.callback = callback;
        this.statuses = statuses;
    }

    /**
     * Returns the dialect of that name, or of the file at that path.
     *
     * @throws timerbench.settings.SettingsException if there is none, or it is not as a dialect must be
     */
    public static Dialect load(String nameOrPath) {
        return DialectFile.load(nameOrPath);
    }

    public String name() {
        return name;
    }

    /** Returns the path that answers 200 when the service is ready; empty if there is none. */
    public Optional<String> ready() {
        return ready;
    }

    /** Returns the headers of every request; those that need a token only if there is one. */
    public Map<String, String> headers(Optional<String> token) {
        Map<String, String> known = new LinkedHashMap<>();
        headers.forEach((header, template) -> {
            StringBuilder text = new StringBuilder();
            if (template.write(text, value -> value == Value.TOKEN ? token.orElse(null) : null, value -> value)) {
                known.put(header, text.toString());
            }
        });
        return known;
    }

    /** Returns whether the service has that operation. */
    public boolean has(Operation operation) {
        return calls.containsKey(operation);
    }

    /**
     * Returns how the operation is asked for.
     *
     * @throws IllegalArgumentException if the dialect lacks it
     */
    public Call call(Operation operation) {
        @Nullable Call call = calls.get(operation);
        if (call == null) {
            throw new IllegalArgumentException("dialect " + name + " has no operation " + operation.word());
        }
        return call;
    }

    /** Returns whether timers' ids are chosen by who creates them, not by the service. */
    public boolean idsAreOurs() {
        return call(Operation.CREATE).names(Value.TIMER_ID);
    }

    /** Returns whether an update gives a timer another payload. */
    public boolean updatesPayload() {
        return has(Operation.UPDATE) && call(Operation.UPDATE).names(Value.PAYLOAD);
    }

    /** Returns the first instant from then on that the service can keep: whole milliseconds, or seconds if it is told no more. */
    public Instant representable(Instant instant) {
        boolean seconds = call(Operation.CREATE).names(Value.EXECUTE_AT_SECONDS);
        ChronoUnit unit = seconds ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
        Instant down = instant.truncatedTo(unit);
        return down.equals(instant) ? down : down.plus(1, unit);
    }

    public CallbackFields callback() {
        return callback;
    }

    /** Returns the statuses of requests that were shed under overload. */
    public Set<Integer> overloaded() {
        return statuses.overloaded();
    }

    /** Returns the statuses that wrong requests get; a kind that the dialect says nothing of is left out. */
    public Map<Wrong, Set<Integer>> wrong() {
        return statuses.wrong();
    }
}
